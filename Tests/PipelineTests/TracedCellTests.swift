import Crypto
import Foundation
import Manifest
import Model
import PipelineTools
import TestTools
import Testing
import Warehouse
import Words

@testable import Runs

/// Every traced cell of every table over the bundled editions: the records make the cell, and stand where the trace says.
@Suite(.tags(.slow)) struct TracedCellTests {
  /// All that the library ships, loaded offline, with the samples of what it may not ship.
  let work: TestProject

  init() throws {
    work = try TestProject.loaded()
    try work.addSamplesOfWhatIsNotBundled()
  }

  /// At most 25 rows, the first and the last among them, the others at even distances.
  static func sample(_ rows: [[Value]]) -> [[Value]] {
    guard rows.count > 25 else { return rows }
    return (0..<25).map { rows[$0 * (rows.count - 1) / 24] }
  }

  func rows(_ table: TableManifest, asOf day: Day? = nil) throws -> [[Value]] {
    try TableVerb(name: table.name, asOf: day).run(work.project).result.rows
  }

  /// A figure must lead to its records: a new numeric column comes with its line, or says from which columns it is derived.
  /// Years and booleans name rows and mark them; texts and dates are read as they are. A table over the engine's own relations
  /// is about the editions: no record of a publisher stands behind its numbers.
  @Test func everyNumericColumnHasATrace() {
    for table in Repository.library.tables where !table.sql.contains("from soundings_") {
      for column in table.columns where column.kind == .integer || column.kind == .decimal {
        #expect(!table.traces(of: column.name).isEmpty, "\(table.path): no '-- trace \(column.name)' line")
      }
      for trace in table.traces {
        // What is derived must end at records.
        guard case .derived(let bases) = trace.lineage else { continue }
        for base in bases {
          let isTraced = table.traces(of: base).contains { if case .records = $0.lineage { true } else { false } }
          #expect(isTraced, "\(table.path): '\(trace.column)' is derived from '\(base)', which has no records")
        }
      }
    }
  }

  @Test func theRecordsMakeTheCell() throws {
    for table in Repository.library.tables where !table.traces.isEmpty {
      try checkSums(table, Self.sample(try rows(table)), asOf: nil)
      // Before the newest editions.
      let day = Day("2025-01-31")
      try checkSums(table, Array(Self.sample(try rows(table, asOf: day)).suffix(3)), asOf: day, mayBeEmpty: true)
    }
  }

  func checkSums(_ table: TableManifest, _ rows: [[Value]], asOf day: Day?, mayBeEmpty: Bool = false) throws {
    let name = table.name
    #expect(mayBeEmpty || !rows.isEmpty, "no row from the bundled editions")
    try work.project.openWarehouse().read { session in
      try session.showing(ShownState(asOf: day), of: Repository.library.datasets) {
        let tracer = CellTracer(table: table, library: Repository.library, session: session, asOf: day, naming: .all)
        for row in rows {
          let hidden = try session.hiddenValues(of: table, row: row)
          for (i, column) in (table.columns + table.hidden).enumerated() where !table.traces(of: column.name).isEmpty {
            let found = try tracer.trace(column, of: row)
            let cell = i < row.count ? row[i] : try #require(hidden[column.name])
            guard found.derivedFrom.isEmpty else { continue }
            #expect(found.count == found.records.count)
            #expect(Self.holds(found, cell, column), "\(name).\(column.name) of \(row)")
          }
        }
      }
    }
  }

  /// The sum anew, by other means than the engine's: what the records say, against what the cell says.
  static func holds(_ found: CellTracer.Result, _ cell: Value, _ column: TableColumn) -> Bool {
    if found.countsDistinct { return cell == .integer(Int64(Set(found.records.map(\.value)).count)) }
    let said = found.records.compactMap { record -> Double? in
      switch record.value {
      case .integer(let n): Double(n)
      case .real(let x): x
      default: nil
      }
    }
    switch cell {
    case .null: return said.isEmpty
    case .integer(let n): return said.reduce(0, +) == Double(n)
    case .real(let x): return said.count == 1 && said[0] == x
    case .text: return false
    }
  }

  /// One row of each table down to the files: their hashes, and the records' texts within them.
  @Test func theRecordsStandInTheArchive() throws {
    for table in Repository.library.tables where !table.traces.isEmpty { try checkTexts(table) }
  }

  func checkTexts(_ table: TableManifest) throws {
    let name = table.name
    let row = try #require(try rows(table).last)
    var verb = TraceVerb(table: name)
    for (column, value) in zip(table.columns, row) where column.namesRows && value != .null {
      verb.conditions.append("\(column.name)=\(value.text)")
    }
    let report = try verb.run(work.project)
    #expect(report.row == row)
    let names = (table.columns + table.hidden).map(\.name)
    #expect(report.cells.map(\.column.name) == names.filter { !table.traces(of: $0).isEmpty })
    let contributions = report.cells.flatMap(\.contributions)
    #expect(!contributions.isEmpty)
    var files: [String: String] = [:]
    for item in contributions {
      if files[item.path] == nil {
        let data = try Data(contentsOf: URL(fileURLWithPath: item.path))
        #expect(SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined() == item.sha256)
        files[item.path] = String(decoding: data, as: UTF8.self)
      }
      #expect(item.record > 0)
      #expect(item.edition.published <= Day("2026-12-31")!)
      #expect(!item.text.isEmpty)
      if item.edition.origin == .bundled { #expect(item.url.hasPrefix("https://"), "\(item.url)") }
      // What is packed or drawn has no text of its own to look for: OpenpyxlTests and RecordedPDFTests hold its cells against other readers.
      let format = try Repository.library.dataset(named: item.dataset).readings[0].format
      guard format != .pdf && format != .xlsx else { continue }
      // A wiki page stands inside a JSON string, where its quotes and line ends are written otherwise.
      let text = format == .wikitext ? String(item.text.split(separator: "\n")[0].split(separator: "\"")[0]) : item.text
      #expect(files[item.path]!.contains(text), "\(item.dataset) record \(item.record): \(item.text)")
      #expect(!text.isEmpty)
    }
  }

  /// The record's number counts the file's lines: in CSV without quoted line ends it is the line after the header.
  @Test func theRecordNumberIsTheLine() throws {
    let table = try #require(
      Repository.library.tables.first { table in
        table.traces.contains { trace in
          guard case .records(let records) = trace.lineage,
            let dataset = try? Repository.library.dataset(named: records.dataset)
          else { return false }
          return dataset.readings[0].format == .csv && !dataset.isCurated
        }
      })
    let row = try #require(try rows(table).first)
    var verb = TraceVerb(table: table.name)
    for (column, value) in zip(table.columns, row) where column.namesRows && value != .null {
      verb.conditions.append("\(column.name)=\(value.text)")
    }
    for item in try verb.run(work.project).cells.flatMap(\.contributions) {
      let lines = try String(contentsOfFile: item.path, encoding: .utf8).split(whereSeparator: \.isNewline)
      #expect(String(lines[item.record]) == item.text)
    }
  }

  /// A trace that does not make its cell is never shown.
  @Test func aWrongTraceIsLoud() throws {
    var table = try #require(
      Repository.library.tables.first { table in
        table.traces.contains { if case .records(let r) = $0.lineage, r.condition != nil { true } else { false } }
      })
    let row = try #require(try rows(table).first)
    let i = try #require(
      table.traces.firstIndex { trace in
        if case .records(let records) = trace.lineage, case .sum = records.measure { return true }
        return false
      })
    guard case .records(var records) = table.traces[i].lineage else { return }
    records.measure = .sum("1 + (\(records.measure.sql))")
    table.traces[i].lineage = .records(records)
    let column = try #require(table.columns.first { $0.name == table.traces[i].column })
    let wrong = table
    let problem = #expect(throws: Problem.self) {
      try work.project.openWarehouse().read { session in
        let tracer = CellTracer(
          table: wrong, library: Repository.library, session: session, asOf: nil, naming: .some(first: 1, largest: 1))
        _ = try session.showing(.newest, of: Repository.library.datasets) { try tracer.trace(column, of: row) }
      }
    }
    #expect(problem?.kind == .badInput)
    #expect(problem?.what.contains("traced records give") == true)
    #expect(problem?.place == "\(table.path):\(table.traces[i].line)")
  }
}
