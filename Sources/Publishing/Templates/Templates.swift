import Mustache

/// The Mustache templates of the pages, compiled into the program.
enum Templates {
  /// Renders a template of `Sources/Publishing/Templates`, given its file name without `.mustache`.
  static func render(_ name: String, _ view: [String: Any]) -> String {
    guard let text = library.render(view, withTemplate: name) else { preconditionFailure("no template \(name)") }
    return text
  }

  private static let library: MustacheLibrary = {
    MustacheContentTypes.register(HTMLByScalar(), named: HTMLByScalar.name)
    let files: [(String, [UInt8])] = [
      ("head", PackageResources.head_mustache), ("foot", PackageResources.foot_mustache),
      ("front", PackageResources.front_mustache), ("figure", PackageResources.figure_mustache),
      ("says", PackageResources.says_mustache), ("dataset_says", PackageResources.dataset_says_mustache),
      ("table", PackageResources.table_mustache), ("dataset", PackageResources.dataset_mustache),
      ("records", PackageResources.records_mustache), ("method", PackageResources.method_mustache),
      ("sources", PackageResources.sources_mustache),
      ("proof", PackageResources.proof_mustache), ("proofFigure", PackageResources.proofFigure_mustache),
      ("proofEvidence", PackageResources.proofEvidence_mustache), ("proofFile", PackageResources.proofFile_mustache),
      ("proofMethod", PackageResources.proofMethod_mustache),
    ]
    var library = MustacheLibrary()
    for (name, bytes) in files {
      // A partial starts with the library's own escaping, so each template names ours.
      let text = "{{% CONTENT_TYPE: \(HTMLByScalar.name)}}" + String(decoding: bytes, as: UTF8.self)
      do { try library.register(text, named: name) } catch { preconditionFailure("template \(name): \(error)") }
    }
    return library
  }()

  static let style = String(decoding: PackageResources.site_css, as: UTF8.self)
  static let script = String(decoding: PackageResources.site_js, as: UTF8.self)
}
