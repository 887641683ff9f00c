import Mustache
import Words

/// Escapes text as ``Markup`` does, because the library's own escaping works by Character. No template has an attribute in single quotes, so
/// that an apostrophe stays as it is.
struct HTMLByScalar: MustacheContentType {
  static let name = "HTML_BY_SCALAR"

  func escapeText(_ text: String) -> String { Markup.escaped(text, quotingApostrophes: false) }
}
