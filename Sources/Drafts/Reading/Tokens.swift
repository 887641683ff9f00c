import Model
import Words

/// The tokens of a draft and its sentences.
struct Tokens {
  let scalars: [Unicode.Scalar]
  private(set) var all: [Token] = []
  private(set) var numbers: [Digits] = []
  /// For each token, the number of its sentence.
  private(set) var sentences: [Int32] = []

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    all.reserveCapacity(scalars.count / 5)
    read()
    sentences = Sentences.numbers(all)
  }

  var count: Int { all.count }
  subscript(i: Int) -> Token { all[i] }
  func token(_ i: Int) -> Token? { i >= 0 && i < all.count ? all[i] : nil }
  func digits(_ i: Int) -> Digits? {
    guard let token = token(i), token.kind == .number else { return nil }
    return numbers[token.number]
  }

  /// The word at `i` without a possessive ending, or "" if there is no word.
  func word(_ i: Int) -> String {
    guard let token = token(i), token.kind == .word else { return "" }
    return token.text.hasSuffix("'s") ? String(token.text.dropLast(2)) : token.text
  }

  /// Whether a sign is at `i`, with no blank before it.
  func isGlued(_ sign: String, at i: Int) -> Bool { token(i).map { $0.isSign(sign) && !$0.isSpaced } ?? false }

  /// Whether a hyphen, or a dash that can join a range, is at `i`, with no blank on either side.
  func isHyphen(_ i: Int) -> Bool {
    guard let token = token(i), token.kind == .sign, !token.isSpaced, Self.hyphens.contains(token.text) else {
      return false
    }
    return self.token(i + 1).map { !$0.isSpaced } ?? false
  }

  static let hyphens: Set<String> = ["-", "\u{2010}", "\u{2011}", "\u{2013}", "\u{2012}"]

  /// The prose from one token to another, as written, on one line.
  func text(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    var view = String.UnicodeScalarView()
    for scalar in scalars[all[first].start..<all[last].end] {
      view.append(scalar.properties.isWhitespace ? " " : scalar)
    }
    return String(view)
  }

  private mutating func read() {
    var i = 0
    var isSpaced = true
    while i < scalars.count {
      let scalar = scalars[i]
      if scalar == DraftText.paragraphEnd {
        append(.paragraphEnd, from: i, to: i + 1, isSpaced: isSpaced)
        isSpaced = true
        i += 1
      } else if scalar.isBlank {
        isSpaced = true
        i += 1
      } else {
        i = readToken(at: i, isSpaced)
        isSpaced = false
      }
    }
  }

  private mutating func append(
    _ kind: Token.Kind, from start: Int, to end: Int, isSpaced: Bool, text: String? = nil
  ) {
    all.append(
      Token(kind: kind, isSpaced: isSpaced, start: start, end: end, text: text ?? lowercased(start..<end)))
  }

  private mutating func readToken(at i: Int, _ isSpaced: Bool) -> Int {
    let scalar = scalars[i]
    if scalar.isDecimal || (scalar == "." && i + 1 < scalars.count && scalars[i + 1].isDecimal && !isAfterText(i)) {
      return readNumber(at: i, isSpaced)
    }
    if scalar.isLetter { return readWord(at: i, isSpaced) }
    if scalar == "@" || scalar == "#", i + 1 < scalars.count, scalars[i + 1].isLetter || scalars[i + 1].isDecimal {
      let end = run(from: i + 1) { $0.isLetter || $0.isDecimal || $0 == "_" || $0 == "." }
      append(.name, from: i, to: end, isSpaced: isSpaced, text: "@")
      return end
    }
    append(.sign, from: i, to: i + 1, isSpaced: isSpaced, text: Self.wideSigns[scalar])
    return i + 1
  }

  /// Other characters for the signs that belong to a number.
  private static let wideSigns: [Unicode.Scalar: String] = [
    "％": "%", "٪": "%", "﹪": "%", "＄": "$", "﹩": "$", "￡": "£", "￥": "¥",
  ]

  private func isAfterText(_ i: Int) -> Bool { i > 0 && (scalars[i - 1].isLetter || scalars[i - 1].isDecimal) }

  private func run(from i: Int, while isPart: (Unicode.Scalar) -> Bool) -> Int {
    var i = i
    while i < scalars.count, isPart(scalars[i]) { i += 1 }
    return i
  }

  /// The text of a token for comparison, limited to a length that no known word exceeds.
  private func lowercased(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars[range.lowerBound..<min(range.upperBound, range.lowerBound + 64)] {
      switch scalar {
      case "A"..."Z": view.append(Unicode.Scalar(scalar.value + 32)!)
      case "’", "ʼ": view.append("'")
      case _ where scalar.isASCII: view.append(scalar)
      // One by one, because appending a collection copies the existing content.
      default: for scalar in scalar.properties.lowercaseMapping.unicodeScalars { view.append(scalar) }
      }
    }
    return String(view)
  }

  private mutating func readWord(at i: Int, _ isSpaced: Bool) -> Int {
    var end = initials(at: i) ?? i
    if end == i {
      while end < scalars.count {
        let isInside =
          (scalars[end] == "'" || scalars[end] == "’") && end > i && end + 1 < scalars.count
          && scalars[end + 1].isLetter
        guard scalars[end].isLetter || isInside else { break }
        end += 1
      }
    }
    let word = lowercased(i..<end)
    if let address = addressEnd(word, end) {
      append(.name, from: i, to: address, isSpaced: isSpaced, text: "@")
      return address
    }
    if end < scalars.count, scalars[end].isDecimal || scalars[end] == "_",
      !Vocabulary.lettersBeforeDigits.contains(word)
    {
      var end = run(from: end) { $0.isLetter || $0.isDecimal || $0 == "_" }
      // All of v2.0.1.
      while end + 1 < scalars.count, scalars[end] == ".", scalars[end + 1].isDecimal {
        end = run(from: end + 1) { $0.isDecimal }
      }
      append(.name, from: i, to: end, isSpaced: isSpaced)
      return end
    }
    append(.word, from: i, to: end, isSpaced: isSpaced, text: word)
    let letters = scalars[i..<end].filter(\.isLetter)
    all[all.count - 1].isCapitalized = scalars[i].properties.isUppercase
    all[all.count - 1].isUpper = letters.allSatisfy(\.properties.isUppercase)
    return end
  }

  /// The end of U.S., D.C., a.m.: single letters, each followed by a point.
  private func initials(at i: Int) -> Int? {
    var end = i
    while end + 1 < scalars.count, scalars[end].isLetter, scalars[end + 1] == "." { end += 2 }
    guard end - i >= 4 else { return nil }
    // U.S without its last point.
    return end < scalars.count && scalars[end].isLetter ? nil : end
  }

  /// The end of a web or mail address that begins with this word.
  private func addressEnd(_ word: String, _ end: Int) -> Int? {
    guard end + 1 < scalars.count else { return nil }
    let isAddress =
      (Vocabulary.schemes.contains(word) && scalars[end] == ":" && scalars[end + 1] == "/")
      || (word == "mailto" && scalars[end] == ":") || (word == "www" && scalars[end] == ".")
      || (scalars[end] == "@" && scalars[end + 1].isLetter) || isDomain(at: end)
    return isAddress ? run(from: end) { !$0.isBlank && !"<>\"”“)|\u{2029}".unicodeScalars.contains($0) } : nil
  }

  /// Whether `.com` or the like is at `i`, not followed by a letter.
  private func isDomain(at i: Int) -> Bool {
    guard scalars[i] == "." else { return false }
    let end = run(from: i + 1) { $0.isASCIILetter }
    return end - i <= 5 && end > i + 2 && Vocabulary.domains.contains(lowercased(i + 1..<end))
  }

  /// Whether "1 000" is one number here: after a month or a designator, the first part is a number by itself.
  private func mayHoldBlanks(_ isSpaced: Bool) -> Bool {
    guard let before = all.last else { return true }
    switch before.kind {
    case .paragraphEnd: return true
    case .number, .name: return false
    case .sign: return UnitClass.currencies[before.text] != nil || (isSpaced && !isAbbreviation(all.count - 2))
    case .word:
      return isSpaced && Months.written[before.text] == nil && !Vocabulary.designators.contains(before.text)
    }
  }

  private func isAbbreviation(_ i: Int) -> Bool {
    Months.written[word(i)] != nil || Vocabulary.abbreviations.contains(word(i))
  }

  private mutating func readNumber(at i: Int, _ isSpaced: Bool) -> Int {
    var reader = DigitReader(scalars, at: i, isMoney: all.last.map { UnitClass.currencies[$0.text] != nil } ?? false)
    reader.mayHoldBlanks = mayHoldBlanks(isSpaced)
    let end = reader.read()
    if reader.isName {
      append(.name, from: i, to: end, isSpaced: isSpaced)
    } else {
      append(.number, from: i, to: end, isSpaced: isSpaced, text: "")
      all[all.count - 1].number = numbers.count
      numbers.append(reader.digits)
    }
    return end
  }
}
