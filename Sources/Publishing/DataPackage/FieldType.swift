import Manifest
import Model

/// The types of a table schema (https://specs.frictionlessdata.io/table-schema/) that our columns use.
enum FieldType: String {
  case string, integer, number, boolean, date, yearmonth, year

  /// The type for a column's kind, or a wider one if a value would not fit: the package must describe its file
  /// correctly.
  init(_ kind: TableColumn.Kind, _ values: some Sequence<Value>) {
    let wanted: FieldType =
      switch kind {
      case .text: .string
      case .integer: .integer
      case .decimal: .number
      case .boolean: .boolean
      case .date: .date
      case .month: .yearmonth
      case .year: .year
      }
    let types = [wanted] + (wanted == .number || wanted == .string ? [.string] : [.integer, .number, .string])
    self = types.first { type in values.allSatisfy { type.holds($0) } } ?? .string
  }

  /// Whether a value, as the CSV writes it, is of this type. Missing values are of every type.
  private func holds(_ value: Value) -> Bool {
    switch (self, value) {
    case (_, .null), (_, .text("")), (.string, _): true
    case (.boolean, .integer(let n)): n == 0 || n == 1
    case (.year, .integer(let n)): (1000...9999).contains(n)
    case (.integer, .integer), (.number, .integer): true
    case (.number, .real): true
    case (.integer, .real(let x)): !x.isFinite || x == x.rounded()
    case (.date, .text(let text)): Day(text) != nil
    case (.yearmonth, .text(let text)): PublishedDate(text)?.precision == .month
    default: false
    }
  }
}
