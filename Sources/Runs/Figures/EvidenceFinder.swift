import Figures
import Manifest
import Model
import Warehouse

/// Finds the records behind figures, and checks that they give the value.
struct EvidenceFinder {
  let library: Library
  let session: Session
  /// The state; nil for the newest.
  let asOf: Day?
  let naming: TracedSelection

  /// - Throws: ``Problem`` if the figure cannot be computed, or its records do not give its value.
  func evidence(for figure: FigureManifest) throws -> FigureEvidence {
    try session.showing(ShownState(asOf: asOf), of: library.datasets) {
      let values = FigureValues(session, library)
      var evidence = FigureEvidence(source: figure.source, found: try values.found(figure))
      if case .cell(let name, let column, let conditions) = figure.source {
        let table = try library.table(named: name)
        evidence.table = table
        evidence.row = try values.row(of: table, conditions, at: figure.place)
        if let row = evidence.row {
          let tracer = CellTracer(table: table, library: library, session: session, asOf: asOf, naming: naming)
          for column in table.traced(column) { evidence.cells.append(try tracer.trace(column, of: row)) }
        }
      }
      // Beside a figure without data they are of its readings; nothing rests on them.
      guard figure.rule != nil else { return evidence }
      evidence.declared = try figure.records.map { line in
        (line, try session.records(line, over: try library.dataset(named: line.dataset), asOf: asOf))
      }
      if let first = figure.records.first {
        try requireSufficient(
          evidence.declared.flatMap(\.records), for: figure, toGive: evidence.found, at: first.place)
      }
      return evidence
    }
  }

  /// What records give alone, where that is not the figure's value; nil where it is.
  ///
  /// - Throws: ``Problem`` if the figure cannot be computed.
  func shortfall(_ records: [TracedRecord], of figure: FigureManifest) throws -> String? {
    let whole = try session.showing(ShownState(asOf: asOf), of: library.datasets) {
      try FigureValues(session, library).found(figure)
    }
    return try shortfall(records, of: figure, from: whole)
  }

  private func shortfall(
    _ records: [TracedRecord], of figure: FigureManifest, from whole: FigureValue
  ) throws -> String? {
    let alone = try session.showing(.only(records, asOf: asOf), of: library.datasets) {
      try FigureValues(session, library).found(figure)
    }
    guard alone != whole, alone.text != nil || whole.text != nil else { return nil }
    return alone.text ?? "nothing"
  }

  /// Computed over the declared records alone, the figure must have the same value.
  private func requireSufficient(
    _ records: [TracedRecord], for figure: FigureManifest, toGive whole: FigureValue, at place: String
  ) throws {
    guard let alone = try shortfall(records, of: figure, from: whole) else { return }
    let state = asOf.map { "as of \($0)" } ?? "in the newest state"
    throw Problem(
      .badInput, at: place,
      "the declared records of '\(figure.id)' are incomplete: alone they give \(alone), all records "
        + "give \(whole.text ?? "nothing") \(state)",
      remedy: "widen the lines under 'records' until they cover every record that the SQL needs")
  }
}

extension Session {
  /// The datasets that a figure's SQL or its table reads, sorted.
  func datasets(of figure: FigureManifest, _ library: Library) throws -> [String] {
    try showing(.newest, of: library.datasets) {
      var names: Set<String> = []
      for sql in figure.statements { names.formUnion(try datasets(readBy: sql, among: library.datasets)) }
      if case .cell(let table, _, _) = figure.source {
        names.formUnion(try datasets(readBy: library.table(named: table), among: library.datasets))
      }
      return names.sorted()
    }
  }
}

extension Session {
  /// The datasets of which a figure's readings are, sorted.
  func datasets(beside figure: FigureManifest, _ library: Library) throws -> [String] {
    guard let readings = figure.readings else { return [] }
    return try showing(.newest, of: library.datasets) {
      try datasets(readBy: readings, among: library.datasets).sorted()
    }
  }
}

extension TableManifest {
  /// The column, followed by those that it is derived from, as far as they have trace lines; empty if it has none
  /// itself.
  func traced(_ name: String) -> [TableColumn] {
    var chosen: [TableColumn] = []
    func choose(_ name: String) {
      guard let column = (columns + hidden).first(where: { $0.name == name }), !chosen.contains(column) else { return }
      let traces = traces(of: name)
      guard !traces.isEmpty else { return }
      chosen.append(column)
      for case .derived(let bases) in traces.map(\.lineage) { bases.forEach(choose) }
    }
    choose(name)
    return chosen
  }
}
