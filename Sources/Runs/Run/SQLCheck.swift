import Formats
import Manifest
import Model
import System
import Warehouse
import Words

/// Runs the SQL of every table, note, check and figure over empty datasets, so that a mistake is found before a run
/// begins, not in the middle of it.
enum SQLCheck {
  private static let stamp = "last-check"

  /// The check before a run: nothing is run over Pipelines that this program found to be well, and that nobody touched since.
  ///
  /// - Throws: the first ``Problem``.
  static func run(before project: Project) throws {
    let path = "\(project.dataFolder)/\(stamp)"
    let state = Hash.sha256(Project.program + FileStates.text(of: project.pipelinesFolder)) + "\n"
    if let known = try? Files.bytes(of: path), known == Array(state.utf8) { return }
    try run(project.library, shouldStop: project.shouldStop)
    // Where it cannot be written, the next run checks again.
    _ = try? AtomicFile.write(Array(state.utf8), to: path)
  }

  /// - Throws: the first ``Problem``.
  static func run(_ library: Library, shouldStop: @escaping @Sendable () -> Bool) throws {
    if let first = try problems(library, shouldStop: shouldStop).first { throw first }
  }

  static func problems(_ library: Library, shouldStop: @escaping @Sendable () -> Bool) throws -> [Problem] {
    let warehouse = try Warehouse(path: ":memory:", shouldStop: shouldStop)
    return try warehouse.read { session in
      try session.showing(.newest, of: library.datasets) { try problems(library, session) }
    }
  }

  private static func problems(_ library: Library, _ session: Session) throws -> [Problem] {
    var problems: [Problem] = []
    func attempt(_ body: () throws -> Void) rethrows {
      do { try body() } catch let problem as Problem { problems.append(problem) }
    }
    for table in library.tables {
      try attempt {
        do {
          for part in table.parts { _ = try session.values(of: part) }
          _ = try session.rows(of: table)
        } catch let problem as Problem { throw located(problem, in: table, library) }
      }
    }
    for table in library.tables {
      for trace in table.traces { try attempt { try check(trace, of: table, in: library, session) } }
    }
    for note in library.tables.flatMap(\.conditionalNotes) + library.datasets.flatMap(\.conditionalNotes) {
      try attempt { try session.check(note) }
    }
    for check in library.pipelines.flatMap(\.checks) { try attempt { _ = try session.violations(of: check) } }
    let figures = library.articles.flatMap(\.figures)
    for sql in figures.flatMap(\.statements) + figures.compactMap({ $0.closed?.when }) {
      try attempt { _ = try session.values(of: sql) }
    }
    for sql in figures.compactMap(\.readings) { try attempt { _ = try session.rows(ofReadings: sql) } }
    for line in figures.flatMap(\.records) {
      try attempt {
        let dataset = try dataset(named: line.dataset, in: library, at: line.place, subject: "the line of records")
        try session.check(line, over: dataset)
      }
    }
    for dataset in library.datasets { try attempt { try SampleCheck.checkNormalizing(dataset) } }
    return problems
  }

  /// SQLite's error with what was probably meant: a dataset, a table, or the numbers of a quotient.
  private static func located(_ problem: Problem, in table: TableManifest, _ library: Library) -> Problem {
    var located = problem
    if let name = problem.what.firstMatch(of: /no such table: ([A-Za-z0-9_]+)/).map({ String($0.1) }) {
      let names = library.datasets.map(\.name) + library.tables.map(\.name).filter { $0 != table.name }
      located.remedy =
        Suggestion.question(name, among: names)
        + "A table reads datasets, listed by: soundings status; and tables, listed by: soundings tables"
    } else if let name = problem.what.firstMatch(of: /no such column: (?:[A-Za-z0-9_]+\.)?([A-Za-z0-9_]+)/).map({
      String($0.1)
    }) {
      for read in library.tables where table.reads.contains(read.name) {
        guard let quotient = read.quotients[name] else { continue }
        located.remedy =
          "\(name) of \(read.name) is computed after its SELECT (\(quotient.words)): read the numbers that it is computed "
          + "from, and declare the quotient here too"
      }
    }
    return located
  }

  /// A trace line's dataset, SQL and parameters.
  private static func check(
    _ trace: TableTrace, of table: TableManifest, in library: Library, _ session: Session
  ) throws {
    guard case .records(let records) = trace.lineage else { return }
    let dataset = try dataset(
      named: records.dataset, in: library, at: "\(table.path):\(trace.line)",
      subject: "the trace of '\(trace.column)'")
    try session.check(trace, of: table, over: dataset)
  }

  private static func dataset(
    named name: String, in library: Library, at place: String, subject: String
  ) throws -> DatasetManifest {
    if let dataset = library.datasets.first(where: { $0.name == name }) { return dataset }
    let names = library.datasets.map(\.name)
    // The traces of tables are led through tables before.
    let near = Suggestion.question(name, among: names + library.tables.map(\.name))
    throw Problem(
      .badInput, at: place, "\(subject) reads '\(name)', which is not a dataset",
      remedy: near + "The datasets are: \(names.joined(separator: ", "))")
  }
}
