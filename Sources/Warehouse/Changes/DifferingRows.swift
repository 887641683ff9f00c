import GRDB
import Manifest
import Model

/// The rows of a dataset that one state has and another has not, as the temporary tables `_gone` and `_come`, and what
/// makes such a row revised, removed, added or seen for the first time.
///
/// All comparisons of a dataset's states use it, so that `diff`, the digest and the pages count alike.
struct DifferingRows {
  /// Rows `c` of the newer state whose key the older one has, with its row `g`.
  let revised: String
  /// Rows `c` of the newer state whose key the older one has not.
  let come: String
  /// Rows `g` of the older state whose key the newer one has not.
  let gone: String
  private let dataset: DatasetManifest
  /// The partitions that the older state covers.
  private let covered: Set<String>

  /// - Parameters:
  ///   - gone: a SELECT of the rows that only the older state has.
  ///   - come: a SELECT of the rows that only the newer state has.
  ///   - key: the columns that name a row in both.
  ///   - value: the columns that tell whether a row with the same key differs; empty where all rows of both do.
  init(
    _ db: GRDB.Database, of dataset: DatasetManifest, gone goneSQL: String, come comeSQL: String, key: [String],
    value: [String] = [], covered: Set<String>
  ) throws {
    self.dataset = dataset
    self.covered = covered
    let isSameKey = key.map { "g.\($0) is c.\($0)" }.joined(separator: " and ")
    let differs = value.map { " and g.\($0) is not c.\($0)" }.joined()
    revised = "temp._come c join temp._gone g on \(isSameKey)\(differs)"
    come = "temp._come c where not exists (select 1 from temp._gone g where \(isSameKey))"
    gone = "temp._gone g where not exists (select 1 from temp._come c where \(isSameKey))"
    try db.execute(sql: "drop table if exists temp._gone; drop table if exists temp._come")
    for (name, select) in [("gone", goneSQL), ("come", comeSQL)] {
      try db.execute(
        sql: "create temp table _\(name) as \(select); "
          + "create index temp._\(name)_key on _\(name) (\(key.joined(separator: ", ")))")
    }
  }

  /// Runs `body`, which may make and use such rows, and drops their tables.
  static func dropped<Result>(_ db: GRDB.Database, after body: () throws -> Result) throws -> Result {
    try db.dropping("_gone", "_come", after: body)
  }

  /// What a new key of a partition is.
  func kind(ofNewKeyIn partition: String) -> RowChange.Kind {
    dataset.isCurated || covered.contains(partition) ? .added : .firstSeen
  }
}
