import Mustache
import Words

/// Escapes text as ``Markup`` does, because the library's own escaping works by Character.
struct HTMLByScalar: MustacheContentType {
  static let name = "HTML_BY_SCALAR"

  func escapeText(_ text: String) -> String { Markup.escaped(text) }
}
