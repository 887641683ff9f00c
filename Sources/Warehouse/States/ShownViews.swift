import GRDB
import Manifest
import Model

/// The temporary views that now replace the datasets, by name: what a SELECT of the session sees.
final class ShownViews {
  /// By name.
  fileprivate(set) var laid: [String: LaidView] = [:]
  /// How many scopes are open: each keeps its chosen records apart from those of the scopes around it.
  fileprivate var depth = 0
  fileprivate(set) var isReversed = false
  /// Rows are being loaded of which the ledger knows nothing yet.
  var isLoading = false
  /// What the rows that SELECTs can see rest on, as far as it was asked; see ``Session/stamp(of:)``.
  var stamps = BasisStamps()
}

extension Session {
  /// Runs `body` with a state of the datasets under their names; datasets of which nothing was ever loaded are empty.
  /// Scopes nest: the previous state is restored afterward, even if `body` throws.
  ///
  /// - Throws: what `body` throws, or a database error if the previous state could not be restored. Callers must not
  ///   treat the latter as a mistake in one table or figure: it ends the transaction.
  package func showing<Result>(
    _ state: ShownState, of datasets: [DatasetManifest], _ body: () throws -> Result
  ) throws -> Result {
    let before = shown.laid
    let wasReversed = shown.isReversed
    let names = datasets.map(\.name) + Schema.relations
    shown.depth += 1
    func restore() throws {
      defer { shown.depth -= 1 }
      for name in names { try lay(before[name], over: name) }
      try reverseReading(wasReversed)
      switch state {
      case .only, .adding: break
      case .newest, .asOf, .backwards: return
      }
      for dataset in datasets {
        try db.execute(sql: "drop table if exists temp.\(quoted(chosenTable(dataset.name)))")
      }
    }
    let result: Result
    do {
      try layOut(state, datasets)
      result = try body()
    } catch {
      // Where the disk ended the transaction, the views went with it, and its error must not be hidden by what follows.
      guard db.isInsideTransaction else {
        shown.depth -= 1
        throw error
      }
      try restore()
      throw error
    }
    try restore()
    return result
  }

  private func layOut(_ state: ShownState, _ datasets: [DatasetManifest]) throws {
    // Each view that is laid makes SQLite compile every statement anew: what is asked of the ledger is asked before, at once.
    let loaded = try datasetsWithHistory()
    let ordinals = try state.day.map(ordinals(asOf:)) ?? [:]
    for dataset in datasets {
      try lay(
        loaded.contains(dataset.name)
          ? view(state, dataset, ordinal: ordinals[dataset.name] ?? 0)
          : LaidView(select: HistoryTable.noRows(dataset), content: .other), over: dataset.name)
    }
    for name in Schema.relations {
      try lay(
        state.day.map { LaidView(select: Schema.relation(name, asOf: $0.description), content: .editions(by: $0)) },
        over: name)
    }
    // The pragma alone does not reverse a statement with an ORDER BY, however little it orders, so the views are
    // reversed as well.
    try reverseReading(state.isBackwards)
  }

  /// The rows of a dataset in a state; nil if the warehouse's own view has them.
  ///
  /// - Parameter ordinal: the number of the last edition by the state's day, if it has one.
  private func view(_ state: ShownState, _ dataset: DatasetManifest, ordinal: Int) throws -> LaidView? {
    let table = HistoryTable(dataset)
    func inForce(_ ordinal: Int?) -> LaidView {
      LaidView(select: table.select(after: ordinal), content: .rows(after: ordinal))
    }
    func other(_ select: String) -> LaidView { LaidView(select: select, content: .other) }
    switch state {
    case .newest: return nil
    case .asOf: return inForce(ordinal)
    // Without the limit SQLite would drop the order as pointless.
    case .backwards: return other(table.select(after: nil) + " order by rowid desc limit -1")
    case .only(let records, let day):
      let chosen = "temp." + quoted(chosenTable(dataset.name))
      try db.execute(
        sql: "create temp table \(quoted(chosenTable(dataset.name))) (since integer, page integer, record integer, "
          + "primary key (since, page, record)) without rowid")
      let insert = try db.makeStatement(sql: "insert or ignore into \(chosen) values (?, ?, ?)")
      for record in records where record.dataset == dataset.name {
        try insert.execute(arguments: [record.ordinal, record.page, record.record])
      }
      return other(
        "select \(table.columnList) from "
          + table.tracedRows(upTo: day == nil ? nil : ordinal)
          + " where (_since, _page, _record) in (select since, page, record from \(chosen))")
    case .adding(let rows, let day):
      let inForce = inForce(day == nil ? nil : ordinal)
      guard let own = rows[dataset.name], !own.isEmpty else { return inForce }
      try db.execute(sql: "create temp table \(quoted(chosenTable(dataset.name))) (\(table.columnList))")
      let places = Array(repeating: "?", count: dataset.columns.count).joined(separator: ", ")
      let added = "temp." + quoted(chosenTable(dataset.name))
      let insert = try db.makeStatement(sql: "insert into \(added) values (\(places))")
      for row in own {
        try insert.execute(arguments: StatementArguments(dataset.columns.map { (row[$0.name] ?? .null).databaseValue }))
      }
      return other(inForce.select + " union all select \(table.columnList) from \(added)")
    }
  }

  /// - Parameter view: nil removes the temporary view.
  private func lay(_ view: LaidView?, over name: String) throws {
    guard shown.laid[name] != view else { return }
    try db.execute(sql: "drop view if exists temp.\(quoted(name))")
    shown.laid[name] = nil
    guard let view else { return }
    try db.execute(sql: "create temp view \(quoted(name)) as \(view.select)")
    shown.laid[name] = view
  }

  private func reverseReading(_ isReversed: Bool) throws {
    guard shown.isReversed != isReversed else { return }
    shown.isReversed = isReversed
    try db.execute(sql: "pragma reverse_unordered_selects = \(isReversed ? "on" : "off")")
  }

  private func chosenTable(_ dataset: String) -> String { "_only_\(shown.depth)_\(dataset)" }
}

extension ShownState {
  fileprivate var day: Day? {
    switch self {
    case .asOf(let day): day
    case .only(_, let day), .adding(_, let day): day
    case .newest, .backwards: nil
    }
  }

  fileprivate var isBackwards: Bool { if case .backwards = self { true } else { false } }
}
