import Model

/// The header of a table of a page, below the rows of its title.
struct HTMLHeader {
  /// The texts of its cells; those of several lines are joined, and a cell over several lines counts once.
  let names: [String]
  let choice: ColumnChoice
  private let reading: Reading
  private let table: HTMLTable

  /// A header is not looked for further down.
  private static let mostTitleLines = 30
  private static let mostLines = 4

  init(_ table: HTMLTable, _ reading: Reading) {
    (self.table, self.reading) = (table, reading)
    names = Self.names(table, reading.dialect)
    choice = ColumnChoice(names, reading)
  }

  var fits: Bool { choice.fits(names, reading) }

  /// The rows below it.
  var rows: ArraySlice<HTMLTable.Row> {
    table.rows.dropFirst(reading.dialect.titleLines + reading.dialect.headerLines)
  }

  /// The rows above the records.
  private var above: ArraySlice<HTMLTable.Row> {
    table.rows.prefix(reading.dialect.titleLines + reading.dialect.headerLines)
  }

  /// The cells above the records: one that reaches further down is in a row that is none.
  var cells: Set<HTMLPage.Node> { Set(above.flatMap(\.cells).map(\.cell.element)) }

  /// Why a name that becomes a value (`read.unpivot`) may have the mark of a note in it; nil where none may.
  func markProblem(at place: String) -> Problem? {
    for i in choice.pivoted {
      let contents = above.dropFirst(reading.dialect.titleLines).filter { i < $0.cells.count }.map {
        $0.cells[i].cell.content
      }
      guard let mark = contents.lazy.compactMap(\.doubtfulMark).first else { continue }
      return Problem(
        .badInput, at: place,
        "the header's '\(names[i])' would be a value (read.unpivot), and '\(mark)' in it is raised or leads to a note",
        remedy: "write marks: ['\(mark)'] under read: in the dataset's dataset.yaml, then: soundings check")
    }
    return nil
  }

  /// Why the table is not the reading's; where its header is in other rows, the remedy says which.
  func drift(at place: String) -> Problem {
    for title in 0...min(Self.mostTitleLines, max(table.rows.count - 1, 0)) {
      for lines in 1...Self.mostLines {
        var other = reading
        other.dialect.title = title == 0 ? nil : .lines(title)
        other.dialect.headerLines = lines
        guard HTMLHeader(table, other).fits else { continue }
        let fields =
          (title == 0 ? [] : ["title_lines: \(title)"])
          + (lines == reading.dialect.headerLines ? [] : ["header_lines: \(lines)"])
        return Problem(
          .badInput, at: place,
          "the header is \(lines == 1 ? "row \(title + 1)" : "rows \(title + 1) to \(title + lines)") of the table, and read: "
            + "has it in \(reading.dialect.headerLines == 1 ? "row" : "rows from") \(reading.dialect.titleLines + 1)",
          remedy: (fields.isEmpty ? "remove title_lines" : "write \(fields.joined(separator: ", "))")
            + " under read: in the dataset's dataset.yaml, then: soundings check"
        )
      }
    }
    return HeaderDrift(found: choice.rest, readings: [reading.header]).problem(at: place, of: reading, columns: names)
  }

  private static func names(_ table: HTMLTable, _ dialect: Dialect) -> [String] {
    let rows = table.rows.dropFirst(dialect.titleLines).prefix(dialect.headerLines)
    guard let width = rows.map(\.cells.count).max() else { return [] }
    return (0..<width).map { column in
      var texts: [String] = []
      var last: HTMLPage.Node?
      for row in rows where column < row.cells.count {
        let cell = row.cells[column].cell
        if cell.element != last, !cell.content.text.isEmpty { texts.append(cell.content.text) }
        last = cell.element
      }
      return texts.joined(separator: " ")
    }
  }
}
