import Yams

/// One value of a YAML file with its location: the file, the line and the dotted name ("columns.month.type").
///
/// Values are decoded from nodes rather than through Codable, so that every mistake can name its line.
struct YAMLValue {
  let file: SourceFile
  let name: String
  let node: Node
  /// The line of the value's key. A mapping's own mark is its first entry, and an alias has the mark of its anchor.
  let keyLine: Int

  var line: Int { node.mark?.line ?? keyLine }

  /// True for a missing value (`fetch:`) or null.
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

  /// The root of a YAML file; nil, with the mistake reported, if the file is not YAML. An empty file is nil without a
  /// mistake.
  static func root(of file: SourceFile, text: String) -> YAMLValue? {
    do {
      // The basic resolver reads every scalar as text: the key determines the type, never the value's appearance
      // (`NO` and `010` are unchanged). It also saves matching seven regular expressions for each key.
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
