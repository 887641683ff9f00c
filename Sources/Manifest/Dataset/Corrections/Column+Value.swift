import Model
import Words

extension Column {
  /// A text as a value of the normalized rows.
  func value(of text: String) throws(ColumnBreach) -> Value {
    switch kind {
    case .integer, .year, .boolean: return .integer(try number(text))
    case .month:
      guard PublishedDate(text)?.precision == .month else { throw .notAMonth }
    case .date:
      guard Day(text) != nil else { throw .notADate }
    case .text: break
    }
    let stored = isComposed ? text.composed : text
    guard oneOf.isEmpty || oneOf.contains(where: { Array($0.utf8) == Array(stored.utf8) || $0.composed == stored })
    else { throw .unknownCategory }
    return .text(stored)
  }

  /// The same, where an empty text is NULL.
  func optionalValue(of text: String) throws(ColumnBreach) -> Value {
    guard text.isEmpty else { return try value(of: text) }
    guard isNullable else { throw .isNull }
    return .null
  }

  /// A sign and digits, however many.
  static func isWhole(_ text: String) -> Bool {
    let digits = text.utf8.dropFirst(text.hasPrefix("-") || text.hasPrefix("+") ? 1 : 0)
    return !digits.isEmpty && digits.allSatisfy { (48...57).contains($0) }
  }

  private func number(_ text: String) throws(ColumnBreach) -> Int64 {
    guard let n = Int64(text) else {
      if Self.isWhole(text) { throw .overflow }
      throw kind == .integer ? .notAnInteger : kind == .year ? .notAYear : .notABoolean
    }
    if kind == .year, !(1000...9999).contains(n) { throw .notAYear }
    if kind == .boolean, n != 0, n != 1 { throw .notABoolean }
    if let minimum, n < minimum { throw .tooSmall(minimum) }
    if let maximum, n > maximum { throw .tooLarge(maximum) }
    guard oneOf.isEmpty || oneOf.contains(String(n)) else { throw .unknownCategory }
    return n
  }
}
