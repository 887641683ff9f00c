/// A number as a workbook stores it, exactly: decimal digits and where the point is.
struct StoredNumber: Equatable {
  var isNegative = false
  /// Without zeros at either end; empty for 0. Each from 0 to 9.
  private(set) var digits: [UInt8] = []
  /// How many of the digits stand before the point: 1 for 1.5, -2 for 0.00015 (without zeros at the beginning).
  private(set) var whole = 0

  /// The most digits before or behind the point; the largest number of a workbook has 309.
  private static let most = 400

  /// Reads `1590310`, `-0.5`, `1E-3`; nil for anything else.
  ///
  /// Excel stores binary numbers and writes 17 digits of them, `7.0000000000000007E-2`: the stored number is 0.07, which is what it shows.
  /// A number of 16 or 17 digits with a point or an exponent is therefore the shortest one with the same binary value. A whole number, and
  /// one of more digits, was not written by Excel and is taken as it is.
  init?(_ bytes: some Sequence<UInt8>) {
    guard let written = Self.read(bytes) else { return nil }
    self = written.number
    guard !written.isWhole, (16...17).contains(digits.count), let value = Double(scientific) else { return }
    if let shortest = Self.read(value.description.utf8) { self = shortest.number }
  }

  private init() {}

  private var scientific: String {
    "\(isNegative ? "-" : "")0.\(String(decoding: digits.map { $0 + 48 }, as: UTF8.self))e\(whole)"
  }

  /// - Returns: also whether there is neither a point nor an exponent.
  private static func read(_ bytes: some Sequence<UInt8>) -> (number: StoredNumber, isWhole: Bool)? {
    var number = StoredNumber()
    var (hasDigit, hasPoint) = (false, false)
    var isFirst = true
    var rest = bytes.makeIterator()
    while let byte = rest.next() {
      defer { isFirst = false }
      switch byte {
      case UInt8(ascii: "-") where isFirst: number.isNegative = true
      case UInt8(ascii: "+") where isFirst: break
      case UInt8(ascii: ".") where !hasPoint: hasPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        hasDigit = true
        let isLeadingZero = number.digits.isEmpty && byte == UInt8(ascii: "0")
        if isLeadingZero {
          if hasPoint { number.whole -= 1 }
        } else {
          number.digits.append(byte - 48)
          if !hasPoint { number.whole += 1 }
        }
        guard number.digits.count <= most, number.whole >= -most else { return nil }
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard hasDigit else { return nil }
        var letters: [UInt8] = []
        while let next = rest.next(), letters.count < 6 { letters.append(next) }
        guard let power = Int(String(decoding: letters, as: UTF8.self)), abs(power) <= most else { return nil }
        number.whole += power
        hasPoint = true
      default: return nil
      }
    }
    guard hasDigit, abs(number.whole) <= most else { return nil }
    number.trim()
    return (number, !hasPoint)
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    whole -= zeros
    if digits.isEmpty { (isNegative, whole) = (false, 0) }
  }

  /// In plain decimals, without zeros at the end.
  var plain: String {
    let parts = parts(minimumDecimals: 0)
    return (isNegative ? "-" : "") + parts.whole + (parts.decimals.isEmpty ? "" : "." + parts.decimals)
  }

  /// The digits before the point, at least one, and behind it.
  func parts(minimumDecimals: Int) -> (whole: String, decimals: String) {
    let zeros = { (count: Int) in [UInt8](repeating: 0, count: max(count, 0)) }
    let before = whole <= 0 ? [0] : Array(digits.prefix(whole)) + zeros(whole - digits.count)
    var behind = whole <= 0 ? zeros(digits.isEmpty ? 0 : -whole) + digits : Array(digits.dropFirst(whole))
    behind += zeros(minimumDecimals - behind.count)
    let text = { (digits: [UInt8]) in String(decoding: digits.map { $0 + 48 }, as: UTF8.self) }
    return (text(before), text(behind))
  }

  /// The number times a power of ten.
  func shifted(by power: Int) -> StoredNumber {
    var number = self
    if !digits.isEmpty { number.whole += power }
    return number
  }

  /// Rounded, halves away from zero, as spreadsheet programs show numbers.
  func rounded(to decimals: Int) -> StoredNumber {
    let kept = whole + decimals
    guard kept < digits.count else { return self }
    var number = self
    guard kept >= 0 else {
      number.digits = []
      number.trim()
      return number
    }
    let isUp = digits[kept] >= 5
    number.digits = Array(digits.prefix(kept))
    if isUp {
      var i = kept - 1
      while i >= 0, number.digits[i] == 9 {
        number.digits[i] = 0
        i -= 1
      }
      if i >= 0 {
        number.digits[i] += 1
      } else {
        number.digits.insert(1, at: 0)
        number.whole += 1
      }
    }
    number.trim()
    return number
  }
}
