import Mustache

/// The Mustache templates of the pages, compiled into the program.
enum Templates {
  /// Renders a template of `Sources/Publishing/Templates` by its file's name without `.mustache`.
  static func render(_ name: String, _ view: [String: Any]) -> String {
    guard let text = library.render(view, withTemplate: name) else { preconditionFailure("no template \(name)") }
    return text
  }

  private static let library: MustacheLibrary = {
    MustacheContentTypes.register(HTMLByScalar(), named: HTMLByScalar.name)
    let files: [(String, [UInt8])] = [
      ("head", PackageResources.head_mustache), ("foot", PackageResources.foot_mustache),
      ("front", PackageResources.front_mustache), ("figure", PackageResources.figure_mustache),
      ("table", PackageResources.table_mustache), ("dataset", PackageResources.dataset_mustache),
      ("method", PackageResources.method_mustache), ("sources", PackageResources.sources_mustache),
      ("proof", PackageResources.proof_mustache), ("proofFigure", PackageResources.proofFigure_mustache),
      ("proofEvidence", PackageResources.proofEvidence_mustache), ("proofFile", PackageResources.proofFile_mustache),
      ("proofMethod", PackageResources.proofMethod_mustache),
    ]
    var library = MustacheLibrary()
    for (name, bytes) in files {
      // A partial starts again with the library's own escaping, so each template names ours.
      let text = "{{% CONTENT_TYPE: \(HTMLByScalar.name)}}" + String(decoding: bytes, as: UTF8.self)
      do { try library.register(text, named: name) } catch { preconditionFailure("template \(name): \(error)") }
    }
    return library
  }()

  static let style = String(decoding: PackageResources.site_css, as: UTF8.self)
  static let script = String(decoding: PackageResources.site_js, as: UTF8.self)
}

/// Escapes text for HTML scalar by scalar.
///
/// The library's own escaping goes by Character, and a quote that is followed by a combining accent is another Character to
/// it: such a publisher's text would end an attribute. Controls and the marks that turn a line around are shown, never obeyed.
struct HTMLByScalar: MustacheContentType {
  static let name = "HTML_BY_SCALAR"

  func escapeText(_ text: String) -> String { Self.escaped(text) }

  static func escaped(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x26 && byte != 0x27 && byte != 0x3C && byte != 0x3E
    }
    if isPlain { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case ">": out.append(contentsOf: "&gt;".unicodeScalars)
      case "&": out.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
      case "'": out.append(contentsOf: "&#39;".unicodeScalars)
      case "\n", "\t": out.append(scalar)
      default: out.append(isHarmless(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return String(out)
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: false
    default: true
    }
  }
}
