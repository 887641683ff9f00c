import Figures
import Glibc
import Manifest
import Model
import System
import Warehouse

/// `soundings figures`: each figure of an article, whether it holds, and why.
package struct FiguresVerb {
  /// Nil checks all articles.
  package var article: String?
  /// What counts as now; nil is the newest state. Only a check of the newest state is recorded.
  package var asOf: Day?

  package init(article: String?, asOf: Day?) {
    self.article = article
    self.asOf = asOf
  }

  package func run(_ project: Project) throws -> [ArticleCheck] {
    let articles = try article.map { [try project.library.article(named: $0)] } ?? project.library.articles
    guard !articles.isEmpty else {
      throw Problem(
        .usage, at: "\(project.library.folder)/articles", "there is no article yet",
        remedy: "begin one with: soundings new-article NAME")
    }
    let ledger = FigureLedger(library: project.library, today: project.clock.today())
    guard asOf == nil, let lock = lock(project) else {
      return try project.openWarehouse().read { session in
        try articles.map { try ledger.check($0, session, asOf: asOf) { _ in true } }
      }
    }
    defer { withExtendedLifetime(lock) {} }
    let at = project.clock.now()
    return try project.openWarehouse().write { session in
      try articles.map { article in
        let check = try ledger.check(article, session) { _ in true }
        try ledger.record(check, session, run: "\(at)-\(getpid())", at: at)
        return check
      }
    }
  }

  /// The lock, where it can be had: somebody who may only read, or who asks while a run is on, gets the verdicts all the
  /// same; they are only not recorded.
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

extension Library {
  /// Checks the figures that rest on a pipeline's datasets (and those that rest on none) and records them, in the
  /// transaction that brings the pipeline forward: rows and verdicts become visible together.
  func checkFigures(
    of pipeline: PipelineManifest, _ session: Session, run: String, at: String, today: Day
  ) throws -> [ArticleCheck] {
    let names = Set(pipeline.datasets.map(\.name))
    // In a first run or a rebuild, a figure over two pipelines waits for the second one.
    let known = Set(try session.datasetNames()).union(names)
    let ledger = FigureLedger(library: self, today: today)
    return try articles.map { article in
      let check = try ledger.check(article, session) {
        $0.isEmpty || (!$0.isDisjoint(with: names) && $0.isSubset(of: known))
      }
      try ledger.record(check, session, run: run, at: at)
      return check
    }
  }
}
