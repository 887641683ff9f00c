import Yams

/// One value of a YAML file with its place: the file, the line and the dotted name ("columns.month.type").
///
/// Decoding from nodes rather than through Codable is what lets every mistake name its line.
struct YAMLValue {
  let file: SourceFile
  let name: String
  let node: Node
  /// Where the value's key stands. A mapping's own mark is its first entry, and an alias has the mark of its anchor.
  let keyLine: Int

  var line: Int { node.mark?.line ?? keyLine }

  /// True for a value left out (`fetch:`) or written as null.
  var isEmpty: Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  var isMapping: Bool { node.mapping != nil }

  func report(_ what: String, remedy: String) {
    file.report(line: line, name.isEmpty ? what : "\(name): \(what)", remedy: remedy)
  }

  func reportWrongType(expected: String, remedy: String? = nil) {
    let label = name.isEmpty ? "the file" : name
    if isEmpty {
      report("has no value", remedy: "write \(expected) there, or remove the key")
    } else {
      report("expected \(expected), found \(nodeDescription)", remedy: remedy ?? "write \(label) as \(expected)")
    }
  }

  private var nodeDescription: String {
    switch node {
    case .scalar(let scalar):
      let text = scalar.string.utf8.count > 60 ? scalar.string.prefix(57) + "..." : scalar.string[...]
      return scalar.style == .plain || scalar.style == .any ? "'\(text)'" : "the quoted text '\(text)'"
    case .sequence(let sequence): return sequence.isEmpty ? "an empty list" : "a list of \(sequence.count)"
    case .mapping(let mapping):
      return "a mapping with the keys \(mapping.keys.map { $0.scalar?.string ?? "?" }.joined(separator: ", "))"
    case .alias: return "an alias"
    }
  }

  /// The whole of a YAML file; nil, with the mistake noted, where it is none. An empty file is nil without a mistake.
  static func root(of file: SourceFile, text: String) -> YAMLValue? {
    do {
      // The basic resolver takes every scalar as text: we read types by the key's meaning, never by the value's looks
      // (`NO` and `010` stay what they are), and it saves matching seven regular expressions per key.
      guard let node = try compose(yaml: text, .basic, .default, .utf8) else { return nil }
      return YAMLValue(file: file, name: "", node: node, keyLine: 1)
    } catch let error as YamlError {
      file.report(error, in: text)
    } catch {
      file.report("cannot be read as YAML: \(error)", remedy: "look at the file")
    }
    return nil
  }
}

extension SourceFile {
  fileprivate func report(_ error: YamlError, in text: String) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      // The same order as libyaml's own: what was being read, then what was wrong with it.
      let before = context.map { "\($0.text) (line \($0.mark.line)): " } ?? ""
      report(line: mark.line, "is not YAML, column \(mark.column): \(before)\(problem)", remedy: remedy(for: problem))
    case .duplicatedKeysInMapping(let duplicates, let context):
      let key = duplicates.first ?? "?"
      let again = lineRepeating(key, after: context.mark, in: text)
      report(
        line: again ?? context.mark.line,
        "key '\(key)' is given twice\(again == nil ? "" : ", first in line \(context.mark.line)")",
        remedy: "keep one of the two")
    case .reader(let problem, _, let value, _):
      let line = 1 + text.unicodeScalars.prefix { $0.value != UInt32(bitPattern: value) }.count { $0 == "\n" }
      report(
        line: line, "is not YAML: \(problem) (U+\(String(value, radix: 16, uppercase: true)))",
        remedy: "remove the character")
    default:
      report("is not YAML: \(error)", remedy: "look at the file")
    }
  }

  private func remedy(for problem: String) -> String {
    if problem.contains("undefined alias") {
      return "mark the value that is meant with &NAME above this line, or put the text in quotes: '*...'"
    }
    if problem.contains("another document") { return "remove the line '---': a file says one thing" }
    return
      "mend the line or the one above it; a text with ': ' or ' #' in it, or that begins with [ { * & ! % or @, wants quotes"
  }

  /// Yams tells only where a repeated key stands first; in block style the next one stands in the same column.
  private func lineRepeating(_ key: String, after mark: Mark, in text: String) -> Int? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = String(repeating: " ", count: mark.column - 1) + key
    for (index, line) in lines.enumerated().dropFirst(mark.line) where line.hasPrefix(start) {
      if line.dropFirst(start.count).drop(while: { $0 == " " }).hasPrefix(":") { return index + 1 }
    }
    return nil
  }
}

/// A YAML mapping, read strictly: an unknown key is a mistake, and so is a missing one that is asked for as required.
struct YAMLMap {
  struct Entry {
    let key: String
    let line: Int
    let value: YAMLValue
  }

  let value: YAMLValue
  private(set) var entries: [Entry]
  /// The known keys that unknown ones were probably meant to be; to call those missing as well would only mislead.
  private var misspelt: Set<String> = []
  var file: SourceFile { value.file }

  /// Reads a mapping whose keys are names of the writer's choice.
  init?(_ value: YAMLValue, expected: @autoclosure () -> String = "a mapping (key: value)") {
    guard case .mapping(let mapping) = value.node else {
      value.reportWrongType(expected: expected())
      return nil
    }
    self.init(value, mapping)
  }

  /// Reads a mapping again; whatever is wrong with it has been noted the first time.
  init?(again value: YAMLValue?) {
    guard let value, case .mapping(let mapping) = value.node else { return nil }
    self.init(value, mapping)
  }

  private init(_ value: YAMLValue, _ mapping: Node.Mapping) {
    self.value = value
    entries = []
    collect(mapping)
  }

  /// Reads a mapping that may have these keys and no others.
  init?(_ value: YAMLValue, keys known: [String]) {
    self.init(value, expected: "a mapping with the keys \(known.joined(separator: ", "))")
    for entry in entries where !known.contains(entry.key) {
      let place = value.name.isEmpty ? "" : " in \(value.name)"
      if let meant = Suggestion.nearest(entry.key, among: known) { misspelt.insert(meant) }
      // What follows an unquoted comma inside of braces is a key without a value to YAML.
      let isText = entry.value.isEmpty && entry.key.contains(" ")
      let remedy =
        isText
        ? "a text with a comma wants quotes inside of { }"
        : Suggestion.question(entry.key, among: known) + "The keys here are: \(known.joined(separator: ", "))"
      file.report(line: entry.line, "unknown key '\(entry.key)'\(place)", remedy: remedy)
    }
  }

  subscript(key: String) -> YAMLValue? { entries.first { $0.key == key }?.value }

  /// The value of a key that must be there.
  func required(_ key: String) -> YAMLValue? {
    if let value = self[key] { return value }
    if misspelt.contains(key) { return nil }
    let place = value.name.isEmpty ? "" : "\(value.name): "
    file.report(
      line: value.keyLine, "\(place)the key '\(key)' is missing",
      remedy: "add '\(key): ...'\(value.name.isEmpty ? "" : " to \(value.name)")")
    return nil
  }

  /// A required text; "" where it is missing.
  func text(_ key: String) -> String { required(key)?.text() ?? "" }

  private mutating func collect(_ mapping: Node.Mapping) {
    var merged: [Node.Mapping] = []
    for (key, node) in mapping {
      let line = key.mark?.line ?? value.line
      guard case .scalar(let scalar) = key else {
        file.report(line: line, "a key is not a plain name", remedy: "write key: value")
        continue
      }
      if scalar.string == "<<", scalar.style == .plain {
        for part in node.sequence.map(Array.init) ?? [node] {
          if case .mapping(let mapping) = part { merged.append(mapping) } else { reportMerge(line) }
        }
        continue
      }
      guard !entries.contains(where: { $0.key == scalar.string }) else { continue }
      let name = value.name.isEmpty ? scalar.string : "\(value.name).\(scalar.string)"
      let entry = YAMLValue(file: file, name: name, node: node, keyLine: line)
      entries.append(Entry(key: scalar.string, line: line, value: entry))
    }
    // What is written here wins over what is merged in, and an earlier merge over a later one.
    for mapping in merged { collect(mapping) }
  }

  private func reportMerge(_ line: Int) {
    file.report(line: line, "'<<' does not name a mapping", remedy: "write <<: *anchor, where &anchor marks a mapping")
  }
}
