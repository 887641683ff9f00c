import Archive
import Manifest
import Model
import Warehouse
import Words

/// `soundings evidence`: what each keyed row rests on, and what is missing.
package struct EvidenceVerb {
  /// Only the rows that this article's figures need; nil: all.
  package var article: String?
  /// Gets the missing documents first.
  package var fetches = false
  /// Gets them from a web archive, not from their own servers.
  package var usesWebArchive = false

  package init(article: String?) { self.article = article }

  package struct Report: Sendable {
    package var rows: [RowEvidence]
    /// By the row's dataset, key and day, the figures that need it.
    package var figures: [String: [String]]
    /// Documents whose bytes are missing or damaged, or whose words cannot be read.
    package var problems: [Problem]
    package var documents: Int
    /// The documents that came now.
    package var fetched: [ArchivedDocument] = []
    package var wasStopped = false

    /// How many rows are in each state, the strongest first.
    package var counts: [(state: EvidenceState, count: Int)] {
      EvidenceState.allCases.compactMap { state in
        let count = rows.count { $0.state == state }
        return count > 0 ? (state, count) : nil
      }
    }

    /// What is to be replaced or got first: rows that most figures need, then the weakest.
    package var missing: [RowEvidence] {
      rows.filter { $0.state != .anchored }.sorted { a, b in
        let (needA, needB) = (needs(a).count, needs(b).count)
        if needA != needB { return needA > needB }
        return (b.state, a.dataset, a.record) < (a.state, b.dataset, b.record)
      }
    }

    package func needs(_ row: RowEvidence) -> [String] { figures[EvidenceVerb.name(row)] ?? [] }
  }

  /// - Throws: ``Problem`` if the article is unknown, or a record of the archive cannot be read.
  package func run(_ project: Project) throws -> Report {
    guard fetches else { return try report(project) }
    return try project.locked(RunCommand(.evidence, ["--fetch"] + (usesWebArchive ? ["--from-web-archive"] : []))) {
      startedAt in
      let before = try report(project)
      let result = try DocumentFetch(project: project, usesWebArchive: usesWebArchive).run(
        before.missing, at: startedAt)
      project.evidence.forget()
      var after = try report(project)
      try project.recordAnchors(after.rows.filter { $0.state == .anchored })
      after.fetched = result.stored
      after.problems += result.problems
      after.wasStopped = result.wasStopped
      return after
    }
  }

  /// A row by what it is about: its number is another one in the file that is loaded, as long as that is not the present one.
  static func name(_ row: RowEvidence) -> String {
    ([row.dataset, row.reportedOn ?? ""] + row.key).joined(separator: "\u{1F}")
  }

  private func report(_ project: Project) throws -> Report {
    let articles = try article.map { [try project.library.article(named: $0)] } ?? project.library.articles
    var figures: [String: [String]] = [:]
    var rows: [RowEvidence] = []
    for dataset in project.library.datasets { rows += try project.evidence.rows(of: dataset) }
    // Which figure needs which row only the warehouse knows; without one the rows are still listed.
    if project.hasWarehouse {
      try project.openWarehouse().read { session in
        for figure in articles.flatMap(\.figures) {
          let datasets = try session.datasets(of: figure, project.library)
          let support = try SupportFinder(library: project.library, session: session, book: project.evidence, asOf: nil)
            .support(of: figure, in: datasets)
          for row in support.rows { figures[Self.name(row), default: []].append(figure.id) }
        }
      }
    }
    if article != nil, project.hasWarehouse {
      rows = rows.filter { figures[Self.name($0)] != nil }
    } else if article != nil {
      // Before the first run only the article's file says which datasets it rests on.
      let named = Set(articles.flatMap(\.figures).flatMap(\.records).map(\.dataset))
      rows = rows.filter { named.contains($0.dataset) }
    }
    let shelf = try project.evidence.shelf()
    var problems = rows.compactMap(\.problem) + shelf.damage
    for document in shelf.documents {
      do { _ = try shelf.text(of: document) } catch let problem as Problem { problems.append(problem) }
    }
    return Report(rows: rows, figures: figures, problems: problems, documents: shelf.documents.count)
  }
}

extension EvidenceVerb.Report: Encodable {
  private enum CodingKeys: CodingKey { case rows, documents, states, problems }
  private enum RowKeys: CodingKey { case figures }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(documents, forKey: .documents)
    try container.encode(counts.map { StateCount(evidence: $0.state, rows: $0.count) }, forKey: .states)
    try container.encode(rows.map { NeededRow(row: $0, figures: needs($0)) }, forKey: .rows)
    try container.encode(problems, forKey: .problems)
  }

  private struct StateCount: Encodable {
    var evidence: EvidenceState
    var rows: Int
  }

  /// A row with the figures that need it.
  private struct NeededRow: Encodable {
    var row: RowEvidence
    var figures: [String]

    func encode(to encoder: any Encoder) throws {
      try row.encode(to: encoder)
      var container = encoder.container(keyedBy: RowKeys.self)
      try container.encode(figures, forKey: .figures)
    }
  }
}
