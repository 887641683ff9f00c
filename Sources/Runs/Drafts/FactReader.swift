import Drafts
import Manifest
import Model
import Warehouse

/// Reads the tables and datasets as a draft is checked against them.
struct FactReader {
  let session: Session
  let library: Library
  let asOf: Day?
  /// More rows of one dataset than these are not looked through.
  static let mostRows = 2_000_000

  /// - Returns: those that could be read, and the names of those that have too many rows.
  func sources() throws -> (sources: [FactSource], tooLarge: [String]) {
    let editions = TableSources(library.datasets, session, asOf: asOf)
    var sources: [FactSource] = []
    var tooLarge: [String] = []
    for table in library.tables {
      // What the editions did is no fact of the story.
      if try session.isAboutEditions(table) { continue }
      sources.append(try source(table, editions))
    }
    for dataset in library.datasets {
      if let source = try source(dataset, editions) { sources.append(source) } else { tooLarge.append(dataset.name) }
    }
    return (sources.filter { $0.rows.count > 0 }, tooLarge)
  }

  // MARK: Tables

  private func source(_ table: TableManifest, _ editions: TableSources) throws -> FactSource {
    let kept = Self.columns(table)
    var rows = FactRows(columns: kept.map(\.column))
    for row in try session.rows(of: table) { rows.append(kept.map { row[$0.index] }) }
    rows.finish()
    let used = try editions.of(table)
    var source = FactSource(
      name: table.name, isTable: true, title: table.title, about: table.prose.about,
      isRunning: table.prose.running != nil,
      edition: Self.words(used), rows: rows)
    source.needed = table.prose.needed
    source.remarks = [table.grain] + table.notes + table.columns.map(\.description) + used.map(\.publisher)
    return source
  }

  /// The columns that a draft can speak of: those that name rows, as the table's trace lines, chart and words do, and the numbers.
  private static func columns(_ table: TableManifest) -> [(index: Int, column: FactSource.Column)] {
    var naming = Set(table.prose.values.keys).union(table.prose.wholes.keys).union(table.labels.keys)
    for trace in table.traces {
      guard case .records(let records) = trace.lineage, let condition = records.condition else { continue }
      for match in condition.matches(of: /:([a-z][a-z0-9_]*)/) { naming.insert(String(match.1)) }
    }
    if let chart = table.chart { naming.formUnion(chart.over + chart.apart + (chart.series.map { [$0] } ?? [])) }
    if naming.isEmpty { naming = Set(table.columns.map(\.name)) }
    return table.columns.indices.compactMap { i in
      let column = table.columns[i]
      var fact: FactSource.Column
      switch column.kind {
      case .integer, .decimal:
        guard !table.prose.unsaid.contains(column.name) else { return nil }
        let places = column.kind == .decimal ? column.decimals : 0
        fact = FactSource.Column(
          name: column.name, role: .number(places: places, adds: column.adds ?? .never), unit: column.unit)
      case .text:
        guard naming.contains(column.name) else { return nil }
        fact = FactSource.Column(name: column.name, role: .name)
      case .year, .month, .date:
        guard table.prose.running.map({ $0 == column.name }) ?? (naming.contains(column.name) || column.kind != .date)
        else { return nil }
        let grain: Period.Grain = column.kind == .year ? .year : column.kind == .month ? .month : .day
        fact = FactSource.Column(
          name: column.name, role: .time(grain, end: table.prose.yearEnds[column.name] ?? .calendar))
      case .boolean: return nil
      }
      fact.words = table.prose.columns[column.name] ?? []
      fact.valueWords = table.prose.values[column.name] ?? [:]
      for (value, label) in table.labels[column.name] ?? [:] { fact.valueWords[value, default: []].append(label) }
      fact.whole = table.prose.wholes[column.name]
      return (i, fact)
    }
  }

  // MARK: Datasets

  private func source(_ dataset: DatasetManifest, _ editions: TableSources) throws -> FactSource? {
    var columns = Self.columns(dataset)
    let mixed = try spread(&columns, by: dataset)
    var rows = FactRows(columns: columns.map(\.fact))
    let list = (columns.map(\.column.name) + (mixed.map { [$0] } ?? [])).map { "\"\($0)\"" }.joined(separator: ", ")
    let scales = columns.map { $0.column.decimals ?? 0 }
    let isWhole = try session.eachRow("select \(list) from \"\(dataset.name)\"", limit: Self.mostRows) { row in
      rows.append(
        row.prefix(columns.count).enumerated().map { i, value in
          // Each unit has a column of its own.
          if mixed != nil, case .number = columns[i].fact.role, columns[i].column.unit == nil,
            (row.last?.plain ?? "") != (columns[i].fact.unit ?? "")
          {
            return .null
          }
          guard scales[i] > 0, case .integer(let n) = value else { return value }
          return .real(ExactNumber(units: Int128(n), places: scales[i]).approximate)
        })
    }
    guard isWhole else { return nil }
    rows.finish()
    let used = try editions.of(dataset.name)
    var source = FactSource(
      name: dataset.name, isTable: false, title: dataset.title, about: dataset.prose.about, isRunning: false,
      edition: Self.words(used), rows: rows)
    source.needed = dataset.prose.needed
    source.remarks =
      dataset.notes + dataset.columns.compactMap(\.description) + [dataset.publisher, dataset.attribution]
    return source
  }

  /// Where the unit differs from row to row, makes a column of each of a number's units.
  ///
  /// - Returns: the column of the units; nil where the columns have their own.
  private func spread(
    _ columns: inout [(column: Column, fact: FactSource.Column)], by dataset: DatasetManifest
  ) throws -> String? {
    guard let unit = dataset.evidence?.unit else { return nil }
    var units: [String] = []
    _ = try session.eachRow("select distinct \"\(unit)\" from \"\(dataset.name)\" order by 1", limit: 40) {
      units.append($0[0].plain)
    }
    columns = columns.flatMap { column, fact -> [(column: Column, fact: FactSource.Column)] in
      guard case .number = fact.role, column.unit == nil else { return [(column, fact)] }
      return units.map { unit in
        var own = fact
        own.unit = unit.isEmpty ? nil : unit
        return (column, own)
      }
    }
    return unit
  }

  /// The key with the names of its codes, the numbers, and the day that a curated row states.
  private static func columns(_ dataset: DatasetManifest) -> [(column: Column, fact: FactSource.Column)] {
    let labels = Set(dataset.labels.map { dataset.columns[$0.label].name })
    return dataset.columns.compactMap { column in
      let isKey = dataset.key.contains(column.name) || dataset.partition.contains(column.name)
      var fact: FactSource.Column
      switch column.kind {
      case .integer:
        guard !isKey, !dataset.prose.unsaid.contains(column.name) else { return nil }
        fact = FactSource.Column(
          name: column.name, role: .number(places: column.decimals ?? 0, adds: column.adds ?? .never), unit: column.unit
        )
      case .text:
        guard isKey || labels.contains(column.name) else { return nil }
        fact = FactSource.Column(name: column.name, role: .name)
        fact.isApart = dataset.partition.contains(column.name)
      case .year, .month:
        guard isKey else { return nil }
        let grain: Period.Grain = column.kind == .year ? .year : .month
        fact = FactSource.Column(name: column.name, role: .time(grain, end: column.yearEnd ?? .calendar))
      case .date:
        let isStated = column.name == dataset.evidence?.date
        guard isKey || isStated else { return nil }
        fact = FactSource.Column(name: column.name, role: .time(.day, end: .calendar))
        fact.isStated = isStated && !isKey
      case .boolean: return nil
      }
      fact.words = dataset.prose.columns[column.name] ?? []
      fact.valueWords = dataset.prose.values[column.name] ?? [:]
      fact.whole = dataset.prose.wholes[column.name]
      return (column, fact)
    }
  }

  /// The newest edition of each dataset.
  private static func words(_ editions: [SourceEdition]) -> String {
    var newest: [(dataset: String, edition: SourceEdition)] = []
    for edition in editions {
      if let i = newest.firstIndex(where: { $0.dataset == edition.dataset }) {
        if edition.published >= newest[i].edition.published { newest[i].edition = edition }
      } else {
        newest.append((edition.dataset, edition))
      }
    }
    return newest.map { newest.count > 1 ? "\($0.dataset) \($0.edition.edition)" : $0.edition.edition }.joined(
      separator: "; ")
  }
}
