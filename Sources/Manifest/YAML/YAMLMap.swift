import Words
import Yams

/// A YAML mapping, read strictly: unknown keys and missing required keys are mistakes.
struct YAMLMap {
  struct Entry {
    let key: String
    let line: Int
    let value: YAMLValue
  }

  let value: YAMLValue
  private(set) var entries: [Entry]
  /// Known keys for which an unknown one was probably a misspelling; reporting these as missing would be misleading.
  private var misspelt: Set<String> = []
  var file: SourceFile { value.file }

  /// Reads a mapping whose keys are names that the author chooses.
  init?(_ value: YAMLValue, expected: @autoclosure () -> String = "a mapping (key: value)") {
    guard case .mapping(let mapping) = value.node else {
      value.reportWrongType(expected: expected())
      return nil
    }
    self.init(value, mapping)
  }

  /// Reads a mapping that was read before and whose mistakes have been reported.
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
      // YAML reads the part after an unquoted comma inside braces as a key without a value.
      let isText = entry.value.isEmpty && entry.key.contains(" ")
      let remedy =
        isText
        ? "a text with a comma needs quotes inside { }"
        : Suggestion.question(entry.key, among: known) + "The keys here are: \(known.joined(separator: ", "))"
      file.report(line: entry.line, "unknown key '\(entry.key)'\(place)", remedy: remedy)
    }
  }

  subscript(key: String) -> YAMLValue? { entries.first { $0.key == key }?.value }

  /// The value of a required key.
  func required(_ key: String) -> YAMLValue? {
    if let value = self[key] { return value }
    if misspelt.contains(key) { return nil }
    let place = value.name.isEmpty ? "" : "\(value.name): "
    file.report(
      line: value.keyLine, "\(place)the key '\(key)' is missing",
      remedy: "add '\(key): ...'\(value.name.isEmpty ? "" : " to \(value.name)")")
    return nil
  }

  /// A required text; "" if it is missing.
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
    // An entry written here overrides merged ones, and an earlier merge overrides a later one.
    for mapping in merged { collect(mapping) }
  }

  private func reportMerge(_ line: Int) {
    file.report(line: line, "'<<' does not name a mapping", remedy: "write <<: *anchor, where &anchor marks a mapping")
  }
}
