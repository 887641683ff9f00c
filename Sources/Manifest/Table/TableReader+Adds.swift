import Model
import Words

// What may be added up: `adds: COLUMN, COLUMN over time and places`.
extension TableReader {
  static let addsForm =
    "-- adds: column, column over time and places (or: over time; over places; never, as for a column that no line names)"

  /// Applies such a line to the columns that it names; all of them are known by then.
  func adds(_ line: SQLHeader.Line, into table: inout TableManifest) {
    var words = ChartLine(line.rest)
    guard let names = words.names(), words.next != nil else {
      file.report(
        line: line.line, "what adds up cannot be read: '\(line.rest.prefix(40))'",
        remedy: "write it as: \(Self.addsForm)")
      return
    }
    let ways = Adding.allCases.map(\.rawValue)
    guard let adding = Adding(rawValue: words.rest) else {
      file.report(
        line: line.line, "nothing adds up '\(words.rest)'",
        remedy: Suggestion.question(words.rest, among: ways) + "Write one of: \(ways.joined(separator: ", "))")
      return
    }
    for name in names { declare(adding, of: name, line, in: &table) }
  }

  private func declare(_ adding: Adding, of name: String, _ line: SQLHeader.Line, in table: inout TableManifest) {
    let numbers = table.columns.filter { $0.isNumber && table.quotients[$0.name] == nil }.map(\.name)
    guard let i = table.columns.firstIndex(where: { $0.name == name }) else {
      file.report(
        line: line.line, "'\(name)' is not a column of the table",
        remedy: Suggestion.question(name, among: numbers) + "Its numbers are: \(numbers.joined(separator: ", "))")
      return
    }
    if table.quotients[name] != nil, adding != .never {
      file.report(
        line: line.line, "'\(name)' is a quotient, which never adds up",
        remedy: "remove it here; add its numerator and denominator instead")
    } else if !table.columns[i].isNumber {
      file.report(
        line: line.line, "'\(name)' is of the kind \(table.columns[i].kind.rawValue), which never adds up",
        remedy: "remove it here; the numbers are: \(numbers.joined(separator: ", "))")
    } else if table.columns[i].adds != nil {
      file.report(line: line.line, "'\(name)' is declared twice", remedy: "keep one of the two")
    } else {
      table.columns[i].adds = adding
    }
  }
}
