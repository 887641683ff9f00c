/// The place of a cell on a sheet, both from 1: `C7` is column 3 in row 7.
struct CellAddress: Equatable {
  static let lastRow = 1_048_576
  static let lastColumn = 16_384

  var column: Int
  var row: Int

  init(column: Int, row: Int) { (self.column, self.row) = (column, row) }

  /// Reads `C7` or `$C$7`; nil for anything else, and for what is beyond a sheet's last row or column.
  init?(_ bytes: some Collection<UInt8>) {
    (column, row) = (0, 0)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0: column = column * 26 + Int(byte - 64)
      case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0 && (row > 0 || byte != UInt8(ascii: "0")):
        row = row * 10 + Int(byte - 48)
      case UInt8(ascii: "$"): break
      default: return nil
      }
      guard column <= Self.lastColumn, row <= Self.lastRow else { return nil }
    }
    guard column > 0, row > 0 else { return nil }
  }

  /// The letters of a column: 28 is AB.
  static func letters(_ column: Int) -> String {
    var text = ""
    var rest = column
    while rest > 0 {
      text = String(Unicode.Scalar(UInt8(65 + (rest - 1) % 26))) + text
      rest = (rest - 1) / 26
    }
    return text
  }

  var text: String { Self.letters(column) + "\(row)" }

  /// A sheet's name as addresses have it: in quotes where it is not a plain word.
  static func quoted(sheet: String) -> String {
    let isPlain =
      sheet.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0 & 0xDF) || $0 == 95 }
      && sheet.utf8.first.map { !(48...57).contains($0) } ?? false
    return isPlain ? sheet : "'" + sheet.replacing("'", with: "''") + "'"
  }
}
