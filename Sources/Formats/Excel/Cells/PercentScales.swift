/// In which scales the columns of a table write percentages.
struct PercentScales {
  enum Kind: Int, CaseIterable {
    /// A number that the sheet shows in percent: 0.125.
    case number
    /// A text with a percent sign: 12.5%.
    case text
    /// Any other number but 0.
    case plain

    /// Nil for a text that is no percentage.
    init?(_ text: ArraySlice<UInt8>) {
      guard text.last(where: { !$0.isBlank }) == UInt8(ascii: "%"), text.contains(where: isDigit),
        !text.contains(where: { (97...122).contains($0 | 0x20) })
      else { return nil }
      self = .text
    }

    /// Beside which ones its scale is not certain: 12.5 beside a shown 12.5% may be the same number.
    var others: [Kind] {
      switch self {
      case .number: [.text, .plain]
      case .text, .plain: [.number]
      }
    }

    var words: String {
      switch self {
      case .number: "a number that is shown in percent"
      case .text: "a text in percent"
      case .plain: "a number that is not shown in percent"
      }
    }
  }

  /// The address of the first of each kind, by column and kind; what came after one of another scale is not among them.
  private var first: [String?] = []

  /// Notes a value.
  ///
  /// - Parameter column: from -1.
  /// - Returns: the column's first value of another scale, where that came before all of this one.
  mutating func note(
    _ kind: Kind, in column: Int, at address: @autoclosure () -> String
  ) -> (kind: Kind, address: String)? {
    let start = (column + 1) * Kind.allCases.count
    while first.count < start + Kind.allCases.count { first.append(nil) }
    guard first[start + kind.rawValue] == nil else { return nil }
    for other in kind.others {
      if let address = first[start + other.rawValue] { return (other, address) }
    }
    first[start + kind.rawValue] = address()
    return nil
  }
}
