/// What a field of a record was in the publisher's file before it became text.
package enum FieldOrigin: Equatable, Sendable {
  /// A text, whose form is the publisher's own.
  case text
  /// A number of the file's format (JSON, a cell of a workbook): its digits have one meaning, and a point in it stands before decimals.
  case number
  /// A number as a workbook shows it: with commas between thousands, and a point before decimals.
  case shown
}
