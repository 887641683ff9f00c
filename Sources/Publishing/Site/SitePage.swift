import System

/// One page of the site before it is rendered: what it shows, and how.
package struct SitePage {
  /// Within the export folder.
  package let name: String
  private let template: String
  private let view: View
  /// What is computed only where the page is made, and what that is made of.
  private let late: (basis: String, view: () -> View)?

  init(_ name: String, template: String, _ view: View, late: (basis: String, view: () -> View)? = nil) {
    self.name = "\(Site.folder)/\(name)"
    self.template = template
    self.view = view
    self.late = late
  }

  package var file: ExportFile {
    let whole = late.map { view.merging($0.view()) { $1 } } ?? view
    return ExportFile(name: name, bytes: Array(Templates.render(template, whole).utf8))
  }

  /// All that the page is made of, as one hash: its bytes are a pure function of it and of the program.
  package var basis: String {
    var bytes = Array((template + "\n").utf8)
    Self.add(view, to: &bytes)
    bytes.append(contentsOf: (late?.basis ?? "").utf8)
    return Hash.sha256(bytes)
  }

  /// Adds a value with its kind and length, so that no two views have the same bytes.
  private static func add(_ value: Any, to bytes: inout [UInt8]) {
    switch value {
    case let value as String:
      add(value.utf8.count, "\"", to: &bytes)
      bytes.append(contentsOf: value.utf8)
    case let value as Bool: bytes.append(value ? UInt8(ascii: "+") : UInt8(ascii: "-"))
    case let view as View:
      add(view.count, "{", to: &bytes)
      for (key, value) in view.sorted(by: { $0.key < $1.key }) {
        add(key.utf8.count, "\"", to: &bytes)
        bytes.append(contentsOf: key.utf8)
        add(value, to: &bytes)
      }
    case let list as [Any]:
      add(list.count, "[", to: &bytes)
      for value in list { add(value, to: &bytes) }
    default:
      let shown = String(reflecting: value)
      add(shown.utf8.count, "?", to: &bytes)
      bytes.append(contentsOf: shown.utf8)
    }
  }

  private static func add(_ count: Int, _ kind: Unicode.Scalar, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: kind))
    bytes.append(contentsOf: String(count).utf8)
    bytes.append(UInt8(ascii: ":"))
  }
}
