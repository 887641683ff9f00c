import Model

/// A sheet in messages and addresses: `report.xlsx, 'Annual Count'!C7`.
struct SheetName {
  let file: String
  let sheet: String

  var place: String { "\(file), \(CellAddress.quoted(sheet: sheet))" }

  func place(row: Int) -> String { "\(place)!\(row)" }

  /// `'Annual Count'!C7`
  func address(column: Int, row: Int) -> String {
    CellAddress.quoted(sheet: sheet) + "!" + CellAddress(column: column, row: row).text
  }

  /// That something of the table is hidden, and nothing says what to do.
  func hidden(_ what: String) -> Problem {
    Problem(
      .badInput, at: place, "\(what) is hidden, and nothing says whether to read what is hidden",
      remedy: "look at it; then write hidden: skip or hidden: read under read: in the dataset's dataset.yaml")
  }
}
