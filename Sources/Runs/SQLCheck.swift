import Formats
import Manifest
import Model
import Warehouse

/// Every table's and check's SQL against empty datasets: a mistake is found before a run begins, not in the middle of it.
enum SQLCheck {
  /// - Throws: the first ``Problem``.
  static func run(_ library: Library) throws {
    if let first = try problems(library).first { throw first }
  }

  static func problems(_ library: Library) throws -> [Problem] {
    let warehouse = try Warehouse(path: ":memory:")
    return try warehouse.read { session in
      try session.showEmpty(library.datasets)
      var problems: [Problem] = []
      func attempt(_ body: () throws -> Void) rethrows {
        do { try body() } catch let problem as Problem { problems.append(problem) }
      }
      for table in library.tables { try attempt { _ = try session.rows(of: table) } }
      for check in library.pipelines.flatMap(\.checks) { try attempt { _ = try session.violations(of: check) } }
      for dataset in library.datasets { try attempt { try Sampling.checkNormalizing(dataset) } }
      return problems
    }
  }
}
