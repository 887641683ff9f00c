/// A row of a sheet, as its part has it. Its memory is used again for the next row.
struct SheetRow {
  enum Kind: UInt8 {
    case number, sharedText, text, formulaText, boolean, error, day
  }

  struct Cell {
    var column: Int
    var kind: Kind
    var style: Int
    /// The place of the value in `bytes`; empty where there is none.
    var value: Range<Int>
    var hasValue: Bool
    var hasFormula: Bool
    /// The parts of the text in the cell itself that are set apart.
    var marks: [RichText.Mark] = []
  }

  /// From 1.
  var number = 0
  var isHidden = false
  /// By column.
  var cells: [Cell] = []
  var bytes: [UInt8] = []
}
