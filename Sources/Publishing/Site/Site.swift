import Manifest
import Model
import System
import Words

/// The site: a front page with an article's figures, a page for each table and dataset, the other articles, the method.
///
/// Plain files with relative links; nothing is asked of any other place. All text goes through the templates, escaped.
package enum Site {
  /// The folder of all pages within an export folder.
  package static let folder = "site"

  /// The most bytes that a table's rows may take on its page; a page with its chart stays below 300 kB.
  static let mostBytesOfRows = 150_000
  /// The most lines of each kind that a page shows; it says how many there are.
  static let mostEditions = 60
  static let mostQuarantined = 20
  static let mostChanges = 12
  static let mostNews = 8

  /// The pages, the style and the script; names begin with `site/`.
  package static func files(_ content: SiteContent) -> [ExportFile] {
    var files = [
      file("site.css", Templates.style), file("site.js", Templates.script),
      file("index.html", FrontPage(content, content.articles.first, root: "", isFront: true).text),
      file("method.html", MethodPage(content).text),
    ]
    files += content.articles.map {
      file("articles/\($0.manifest.name).html", FrontPage(content, $0, root: "../", isFront: false).text)
    }
    files += content.tables.map { file("tables/\($0.manifest.name).html", TablePage(content, $0).text) }
    files += content.datasets.map { file("datasets/\($0.manifest.name).html", DatasetPage(content, $0).text) }
    return files
  }

  private static func file(_ name: String, _ text: String) -> ExportFile {
    ExportFile(name: "\(folder)/\(name)", bytes: Array(text.utf8))
  }
}

/// What the templates are given: each key is set in each context, for a key that is missing in one would be looked up in the
/// context around it.
typealias View = [String: Any]

extension SiteContent {
  /// What every page has.
  func page(_ title: String, _ description: String, root: String) -> View {
    [
      "page_title": title, "page_description": description, "root": root, "version": version,
      "newest": newest.words, "as_of": said(asOf?.words),
    ]
  }

  func title(ofDataset name: String) -> String { datasets.first { $0.manifest.name == name }?.manifest.title ?? name }
  func hasDataset(_ name: String) -> Bool { datasets.contains { $0.manifest.name == name } }
  func hasTable(_ name: String) -> Bool { tables.contains { $0.manifest.name == name } }

  func sources(_ sources: [SourceEdition]) -> [View] {
    sources.map { source in
      [
        "dataset": source.dataset, "linked": hasDataset(source.dataset), "title": source.title,
        "publisher": source.publisher, "edition": DateWords.edition(source.edition),
        "published": said(source.edition == source.published.description ? nil : source.published.words),
        "excerpt": source.origin == .bundled,
        "attribution": source.attribution + (source.attribution.hasSuffix(".") ? "" : "."),
        "license": source.licenseName, "license_url": said(webAddress(source.licenseURL)),
        "covers": said(covers(source.covers)),
        "hashes": source.snapshots.prefix(8).map { "\($0.sha256)" }
          + (source.snapshots.count > 8 ? ["and \(source.snapshots.count - 8) more"] : []),
      ]
    }
  }

  private func covers(_ names: [String]) -> String? {
    guard !names.isEmpty else { return nil }
    return names.count <= 12
      ? names.joined(separator: ", ") : "\(names[0]) to \(names[names.count - 1]), \(names.count) in all"
  }
}

/// The text, or what a template takes for "nothing".
func said(_ text: String?) -> Any {
  if let text, !text.isEmpty { return text }
  return false
}

/// An address that may be linked: to the web, and to nothing else.
func webAddress(_ address: String?) -> String? {
  guard let address, address.hasPrefix("https://") || address.hasPrefix("http://"),
    address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
  else { return nil }
  return address
}

/// `1 row`, `1,204 rows`.
func counted(_ n: Int, _ one: String, _ many: String? = nil) -> String {
  "\(NumberText.integer(Int64(n), grouped: true)) \(n == 1 ? one : many ?? one + "s")"
}

/// A verdict's class in the style and its mark, which tells it apart without color.
enum VerdictLook {
  static func view(_ verdict: Verdict) -> View {
    [
      "verdict": verdict.rawValue,
      "verdict_class": "v-" + verdict.rawValue.split(separator: " ").joined(separator: "-"),
      "mark": mark(verdict),
    ]
  }

  private static func mark(_ verdict: Verdict) -> String {
    switch verdict {
    case .holds: "✓"
    case .holdsWithCaveat: "✓*"
    case .fragile: "≈"
    case .stale: "◷"
    case .unsupported: "?"
    case .drifted: "↷"
    case .contradicted: "✗"
    }
  }
}
