import System

/// One page of the site before it is rendered: what it shows, and how.
package struct SitePage {
  /// Within the export folder.
  package let name: String
  private let template: String
  private let view: View

  init(_ name: String, template: String, _ view: View) {
    self.name = "\(Site.folder)/\(name)"
    self.template = template
    self.view = view
  }

  package var file: ExportFile { ExportFile(name: name, bytes: Array(Templates.render(template, view).utf8)) }

  /// All that the page is made of, as one hash: its bytes are a pure function of it and of the program.
  package var basis: String {
    var hash = Hash()
    hash.add(template + "\n")
    var text = ""
    Self.add(view, to: &text)
    hash.add(text)
    return hash.text
  }

  /// Adds a value with its kind and length, so that no two views have the same text.
  private static func add(_ value: Any, to text: inout String) {
    switch value {
    case let value as String: text += "\(value.utf8.count):\(value)"
    case let value as Bool: text += value ? "+" : "-"
    case let view as View:
      text += "{\(view.count)"
      for (key, value) in view.sorted(by: { $0.key < $1.key }) {
        add(key, to: &text)
        add(value, to: &text)
      }
    case let list as [Any]:
      text += "[\(list.count)"
      for value in list { add(value, to: &text) }
    default:
      let shown = String(reflecting: value)
      text += "?\(shown.utf8.count):\(shown)"
    }
  }
}
