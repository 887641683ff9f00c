import Manifest
import Model
import System
import Words

/// The site: a front page with an article's figures, a page for each table and dataset, the other articles, and the
/// method.
///
/// Plain files with relative links, which load nothing from elsewhere. All text goes through the templates and is
/// escaped.
package enum Site {
  /// The folder of all pages within an export folder.
  package static let folder = "site"
  /// The folder within it of the archived files that may be passed on.
  package static let copiesFolder = "files"

  /// The maximum size in bytes of a table's rows on its page; a page with its chart stays below 300 kB.
  static let mostBytesOfRows = 150_000
  /// The same of a page of records, which has no chart.
  static let mostBytesOfRecords = 240_000
  /// The rows of a table of more columns are lists on paper: in columns so narrow no word would be whole.
  static let mostColumnsOnPaper = 10
  /// The same on a phone, whose width more columns do not fit into.
  static let mostColumnsOnPhones = 4
  /// The maximum number of lines of each kind on a page; the page says how many there are in all.
  static let mostEditions = 60
  static let mostQuarantined = 20
  static let mostChanges = 12
  static let mostNews = 8

  /// The style and the script; names begin with `site/`.
  package static var assets: [ExportFile] { [file("site.css", Templates.style), file("site.js", Templates.script)] }

  /// The pages; names begin with `site/`.
  package static func pages(_ content: SiteContent) -> [SitePage] {
    var pages = [
      SitePage(
        "index.html", template: "front", FrontPage(content, content.articles.first, root: "", isFront: true).view),
      SitePage("method.html", template: "method", MethodPage(content).view),
    ]
    pages += content.articles.map {
      SitePage(
        "articles/\($0.manifest.name).html", template: "front",
        FrontPage(content, $0, root: "../", isFront: false).view)
    }
    pages += content.tables.map { table in
      let page = TablePage(content, table)
      return SitePage(
        "tables/\(table.manifest.name).html", template: "table", page.view,
        late: table.chart.map { ($0.basis, { page.chart }) })
    }
    pages += content.datasets.map {
      SitePage("datasets/\($0.manifest.name).html", template: "dataset", DatasetPage(content, $0).view)
    }
    return pages
  }

  private static func file(_ name: String, _ text: String) -> ExportFile {
    ExportFile(name: "\(folder)/\(name)", bytes: Array(text.utf8))
  }
}

extension SiteContent {
  /// The view that every page has.
  func page(_ title: String, _ description: String, root: String) -> View {
    [
      "page_title": title, "page_description": description, "page_style": false, "root": root, "version": version,
      "newest": newest.words, "newest_words": newestWords, "as_of": ViewText.optional(asOf?.words),
    ]
  }

  func title(ofDataset name: String) -> String { datasets.first { $0.manifest.name == name }?.manifest.title ?? name }
  /// A column's name for people; the machine's where the table is not on the site.
  func title(ofColumn name: String, in table: String) -> String {
    let columns = tables.first { $0.manifest.name == table }?.manifest.columns ?? []
    return columns.first { $0.name == name }.map(ColumnTitle.words) ?? name
  }
  func hasDataset(_ name: String) -> Bool { datasets.contains { $0.manifest.name == name } }
  func hasTable(_ name: String) -> Bool { tables.contains { $0.manifest.name == name } }

  func sources(_ sources: [SourceEdition]) -> [View] {
    sources.map { source in
      [
        "dataset": source.dataset, "linked": hasDataset(source.dataset), "title": source.title,
        "publisher": source.publisher, "edition": DateWords.edition(source.edition),
        "published": ViewText.optional(source.edition == source.published.description ? nil : source.published.words),
        "excerpt": source.origin == .bundled, "restriction": ViewText.optional(source.restriction),
        "attribution": source.attribution + (source.attribution.hasSuffix(".") ? "" : "."),
        "license": source.licenseName, "license_url": ViewText.optional(ViewText.link(source.licenseURL)),
        "covers": ViewText.optional(covers(source.covers)),
        "hashes": source.snapshots.prefix(8).map { "\($0.sha256)" }
          + (source.snapshots.count > 8 ? ["and \(source.snapshots.count - 8) more"] : []),
      ]
    }
  }

  /// Partitions (`fiscal_year=2024`) in words: what all of them are of is said once.
  private func covers(_ names: [String]) -> String? {
    guard !names.isEmpty else { return nil }
    let parts = names.map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init) }
    let keys = Set(parts.map { $0.count == 2 && !$0[1].contains("=") ? $0[0] : "" })
    let key = keys.count == 1 ? keys.first! : ""
    let values = (key.isEmpty ? names : parts.map { $0[1] }).map(Self.words)
    let words =
      values.count <= 12 ? English.list(values) : "\(values[0]) to \(values[values.count - 1]), \(values.count) in all"
    return key.isEmpty ? words : "\(Self.words(key)) \(words)"
  }

  private static func words(_ name: String) -> String {
    String(name.map { $0 == "_" || $0 == "=" ? " " : $0 })
  }
}
