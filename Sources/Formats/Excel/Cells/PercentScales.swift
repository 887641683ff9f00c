/// In which scales the columns of a table write percentages.
struct PercentScales {
  enum Kind: Equatable {
    /// A number that the sheet shows in percent: 0.125.
    case number
    /// A text with a percent sign: 12.5%.
    case text

    /// Nil for a text that is no percentage.
    init?(_ text: ArraySlice<UInt8>) {
      guard text.last(where: { !$0.isBlank }) == UInt8(ascii: "%"), text.contains(where: isDigit),
        !text.contains(where: { (97...122).contains($0 | 0x20) })
      else { return nil }
      self = .text
    }

    var other: Kind { self == .number ? .text : .number }

    var words: String {
      switch self {
      case .number: "a number that is shown in percent"
      case .text: "a text in percent"
      }
    }
  }

  /// The first of each column, and its address.
  private var first: [Int: (kind: Kind, address: String)] = [:]

  /// Notes a percentage.
  ///
  /// - Returns: the address of the column's first one where that is of the other kind.
  mutating func note(_ kind: Kind, in column: Int, at address: @autoclosure () -> String) -> String? {
    guard let known = first[column] else {
      first[column] = (kind, address())
      return nil
    }
    return known.kind == kind ? nil : known.address
  }
}
