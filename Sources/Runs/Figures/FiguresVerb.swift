import Figures
import Glibc
import Manifest
import Model
import System
import Warehouse

/// `soundings figures`: whether each figure of an article holds, and why.
package struct FiguresVerb {
  /// Nil for all articles.
  package var article: String?
  /// The state that counts as now; nil for the newest one. Only a check of the newest state is recorded.
  package var asOf: Day?

  package init(article: String?, asOf: Day?) {
    self.article = article
    self.asOf = asOf
  }

  package struct Report: Sendable {
    package var articles: [ArticleCheck]

    /// The figures whose verdict is worse than at the last check.
    package var worse: [FigureCheck] { articles.flatMap(\.worse) }
  }

  /// - Throws: ``Problem`` if the article is unknown, there is none, or there is no warehouse. A figure that cannot be
  ///   judged is in the report.
  package func run(_ project: Project) throws -> Report { Report(articles: try checks(project)) }

  private func checks(_ project: Project) throws -> [ArticleCheck] {
    let articles = try article.map { [try project.library.article(named: $0)] } ?? project.library.articles
    guard !articles.isEmpty else {
      throw Problem(
        .usage, at: "\(project.library.folder)/articles", "there is no article yet",
        remedy: "begin one with: soundings new-article NAME")
    }
    let warehouse = try project.openWarehouse()
    let ledger = FigureLedger(project, today: project.clock.today())
    guard asOf == nil, let lock = lock(project) else {
      return try warehouse.read { session in
        try articles.map { try ledger.check($0, session, asOf: asOf) { _ in true } }
      }
    }
    defer { withExtendedLifetime(lock) {} }
    let at = project.clock.now()
    return try warehouse.write { session in
      try articles.map { article in
        let check = try ledger.check(article, session) { _ in true }
        try ledger.record(check, session, run: nil, at: at)
        return check
      }
    }
  }

  /// The lock; nil if the warehouse is read-only or a run is in progress: then the verdicts are shown but not recorded.
  private func lock(_ project: Project) -> Lock? {
    guard access(project.warehousePath, W_OK) == 0 else { return nil }
    do {
      return try Lock(dataFolder: project.dataFolder, command: "figures", since: project.clock.now())
    } catch {
      project.log("figures: this check is not recorded. \(error)")
      return nil
    }
  }
}
