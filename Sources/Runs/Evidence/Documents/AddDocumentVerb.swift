import Archive
import Drafts
import Glibc
import Manifest
import Model
import System

/// `soundings add-document`: puts a page, PDF or text into the archive, and says which keyed rows it anchors.
package struct AddDocumentVerb {
  package var file: String
  package var source: String
  package var published: String
  package var isTranscribed = false

  package init(file: String, source: String, published: String) {
    self.file = file
    self.source = source
    self.published = published
  }

  /// What came of it.
  package struct Report: Encodable, Sendable {
    package var file, sha256, source: String
    package var bytes: Int
    /// False where the archive had the same bytes of the same address.
    package var isNew: Bool
    /// The keyed rows whose words stand in it.
    package var anchored: [RowEvidence]
    /// The keyed rows that name its address, but whose words are not in it or do not say the value.
    package var problems: [Problem]
    /// Why its words cannot be looked through; nil where they can.
    package var unreadable: Problem?
    /// True where no keyed row names the address.
    package var isOfNoRow = false
    /// The addresses of keyed rows that a person may have meant then: those of the same host.
    package var similar: [String] = []
  }

  /// - Throws: ``Problem`` if an argument is no address or day, or the file cannot be read or stored.
  package func run(_ project: Project) throws -> Report {
    guard source.hasPrefix("https://") || source.hasPrefix("http://"), source.utf8.count > 10, !source.contains(" ")
    else {
      throw Problem(
        .usage, at: "--source", "'\(source)' is no address",
        remedy: "give where the document is published, as the row's address says it: --source https://...")
    }
    guard let published = PublishedDate(published) else {
      throw Problem(
        .usage, at: "--published", "'\(published)' is no date",
        remedy:
          "give the day on which it was published: --published YYYY-MM-DD, or YYYY-MM where only the month is known")
    }
    guard published.firstDay <= project.clock.today() else {
      throw Problem(
        .usage, at: "--published", "\(published) lies in the future", remedy: "give the day on which it was published")
    }
    guard Files.isFile(file), (Files.size(file) ?? 0) > 0 else {
      throw Problem(
        .badInput, at: file, Files.exists(file) ? "is empty, or no file" : "there is no such file",
        remedy: "look at it: ls -l \(file)")
    }
    return try project.locked(RunCommand(.addDocument, [file])) { startedAt in
      let document = ArchivedDocument(
        file: "", sha256: "", bytes: 0, source: source, published: published,
        kind: isTranscribed ? .transcribed : .original, addedAt: startedAt)
      let stored = try project.archive.store(
        documentAt: file, fileExtension: Project.pathExtension(file) ?? "bin", as: document)
      project.evidence.forget()
      return try report(project, stored.document, isNew: stored.isNew)
    }
  }

  private static func host(_ address: String) -> Substring {
    address.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
  }

  private func report(_ project: Project, _ document: ArchivedDocument, isNew: Bool) throws -> Report {
    var report = Report(
      file: document.file, sha256: document.sha256, source: document.source, bytes: document.bytes, isNew: isNew,
      anchored: [], problems: [])
    do { _ = try project.evidence.shelf().text(of: document) } catch let problem as Problem {
      report.unreadable = problem
    }
    for dataset in project.library.datasets {
      for row in try project.evidence.rows(of: dataset) {
        if row.state == .anchored, row.archived?.sha256 == document.sha256 {
          report.anchored.append(row)
        } else if let problem = row.problem,
          EvidenceCheck.addresses(row.address).contains(where: {
            DocumentShelf.plain($0) == DocumentShelf.plain(document.source)
          })
        {
          report.problems.append(problem)
        }
      }
    }
    try project.recordAnchors(report.anchored)
    let addresses = try project.library.datasets.flatMap { try project.evidence.rows(of: $0) }
      .flatMap { EvidenceCheck.addresses($0.address) }
    // Addresses that lead to the same place are one.
    report.isOfNoRow = !addresses.contains { DocumentShelf.plain($0) == DocumentShelf.plain(document.source) }
    if report.isOfNoRow {
      let host = Self.host(document.source)
      report.similar = Set(addresses.filter { Self.host($0) == host }).sorted()
    }
    return report
  }
}

extension Project {
  /// Writes down where the words of anchored rows stand, so that the archive says so without the Pipelines.
  func recordAnchors(_ rows: [RowEvidence]) throws {
    let shelf = try evidence.shelf()
    for row in rows {
      guard let document = row.archived, let quote = row.quote, let text = try? shelf.text(of: document),
        let passage = QuoteSearch.passages(of: quote, in: text).first
      else { continue }
      try archive.record(
        Anchor(
          quote: passage.text, quoteSHA256: FoldedText(passage.text).sha256, document: document.sha256,
          page: passage.page, offset: passage.offset))
    }
  }
}
