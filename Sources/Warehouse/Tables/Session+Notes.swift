import Manifest
import Model
import Words

extension Session {
  /// What a conditional note says in the state that the session shows; nil where its SELECT returns no row, or a value
  /// that the text needs is NULL.
  ///
  /// - Throws: ``Problem`` with the file and line where the SQL fails, or returns several rows.
  package func text(of note: ConditionalNote) throws -> String? {
    let statement = try prepared(note)
    let rows = try rows(of: statement, limit: 2)
    guard let row = rows.first else { return nil }
    guard rows.count == 1 else {
      throw Problem(
        .badInput, at: note.when.place, "the note's SELECT returns more than one row",
        remedy: "narrow it until one row is left, or sum the rows")
    }
    var text = ""
    for part in note.parts {
      switch part {
      case .text(let words): text += words
      case .value(let column):
        let value = row[statement.columns.firstIndex(of: column)!]
        guard value != .null else { return nil }
        text += Self.words(value, of: column)
      case .quotient(let quotient):
        let value = try quotient.value(at: note.when.place) { row[statement.columns.firstIndex(of: $0)!] }
        guard value != .null else { return nil }
        text += CellText.plain(value)
      }
    }
    return text
  }

  /// Prepares a note's SELECT and looks for its values, without running it.
  ///
  /// - Throws: ``Problem`` with the file and line.
  package func check(_ note: ConditionalNote) throws { _ = try prepared(note) }

  /// The notes that apply, each computed a second time with every scan turned around: what depends on the order in which
  /// SQLite happens to read is not published. What is known not to is not computed again.
  package func textsCheckedForDeterminism(
    of notes: [ConditionalNote], over datasets: [DatasetManifest]
  ) throws -> [String] {
    guard !notes.isEmpty else { return [] }
    let forward = try notes.map(text)
    let bases = try notes.map { try basis(of: prepared($0), limit: 2) }
    let unknown = notes.indices.filter { !isSteady(bases[$0]) }
    func rows(_ i: Int) throws -> [[Value]] { try self.rows(of: prepared(notes[i]), limit: 2) }
    let backward = try showing(.backwards, of: datasets) {
      try unknown.map { (text: try text(of: notes[$0]), rows: try rows($0)) }
    }
    for (i, (other, turned)) in zip(unknown, backward) {
      let (note, one) = (notes[i], forward[i])
      guard one != other else {
        // What this note's text leaves out, another text may show.
        if try rows(i) == turned { noteSteady(bases[i]) }
        continue
      }
      throw Problem(
        .badInput, at: note.when.place,
        "the note reads otherwise when the datasets are read backwards: \(one ?? "nothing"), \(other ?? "nothing")",
        remedy: "order what its SELECT chooses from, and do not sum floating point numbers")
    }
    return forward.compactMap(\.self)
  }

  private func prepared(_ note: ConditionalNote) throws -> SelectStatement {
    let statement = try SelectStatement(note.when.placed, path: note.when.path, connection: connection)
    guard let missing = note.columns.first(where: { !statement.columns.contains($0) }) else { return statement }
    throw Problem(
      .badInput, at: note.when.place, "the note's text has {\(missing)}, which its SELECT does not give",
      remedy: Suggestion.question(missing, among: statement.columns)
        + "it gives: \(statement.columns.joined(separator: ", "))")
  }

  /// Numbers with commas, years without; dates in words.
  private static func words(_ value: Value, of column: String) -> String {
    if case .integer = value, column == "year" || column.hasSuffix("_year") { return value.plain }
    return DateWords.words(CellText.plain(value))
  }
}
