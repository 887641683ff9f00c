import Model
import System
import Words

/// A text as quotes are compared with it.
///
/// The rules, which are all that is forgiven: a letter with its marks is the same however it is encoded (Unicode's form C); any run of white space counts as one blank, and none at the ends; soft hyphens and
/// characters without width count as nothing; a hyphen between letters at the end of a line, after which a small letter follows, is
/// either kept or removed with the line end, by `keepsHyphens`. Everything else must be the same code point: another dash, quotation
/// mark or letter that looks alike is another text.
package struct FoldedText: Sendable {
  /// UTF-8.
  package let bytes: [UInt8]
  /// For each code point, where it begins in ``bytes``; and the end of the last one.
  let starts: [Int32]
  /// For each code point, its place in the source, in code points from 0.
  let origins: [Int32]
  /// Whether a hyphen at the end of a line divides a word: then there is another way to read it.
  let hasDividedWord: Bool
  /// The code points, each a blank, at which a paragraph, a cell or another block of the source ends.
  let ends: Set<Int32>

  package init(_ source: some Sequence<Unicode.Scalar>, keepsHyphens: Bool = true) {
    let source = Self.composed(Array(source))
    var bytes: [UInt8] = []
    var starts: [Int32] = []
    var origins: [Int32] = []
    bytes.reserveCapacity(source.count)
    starts.reserveCapacity(source.count + 1)
    origins.reserveCapacity(source.count)
    var ends: Set<Int32> = []
    var blank: Int?
    // Whether a block ends in the white space, and how many lines do: after an empty line a paragraph begins.
    var (isEnd, lines) = (false, 0)
    var hasDividedWord = false
    var i = 0
    while i < source.count {
      let scalar = source[i]
      if Self.isBlank(scalar) {
        blank = blank ?? i
        isEnd = isEnd || scalar == DraftText.paragraphEnd
        if scalar == "\n" || (scalar == "\r" && !(i + 1 < source.count && source[i + 1] == "\n")) { lines += 1 }
      } else if !Self.isNothing(scalar) {
        if let next = Self.wordGoesOn(at: i, source) {
          hasDividedWord = true
          if keepsHyphens { Self.add(scalar, i, &bytes, &starts, &origins) }
          i = next
          continue
        }
        if let blank, !bytes.isEmpty {
          if isEnd || lines > 1 { ends.insert(Int32(origins.count)) }
          Self.add(" ", blank, &bytes, &starts, &origins)
        }
        (blank, isEnd, lines) = (nil, false, 0)
        Self.add(scalar, i, &bytes, &starts, &origins)
      }
      i += 1
    }
    starts.append(Int32(bytes.count))
    self.bytes = bytes
    self.starts = starts
    self.origins = origins
    self.hasDividedWord = hasDividedWord
    self.ends = ends
  }

  package init(_ text: String, keepsHyphens: Bool = true) {
    self.init(text.unicodeScalars, keepsHyphens: keepsHyphens)
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }
  /// In code points.
  package var count: Int { origins.count }
  /// Lower-case hexadecimal, of the folded text in UTF-8.
  package var sha256: String { Hash.sha256(bytes) }

  private static func composed(_ source: [Unicode.Scalar]) -> [Unicode.Scalar] {
    // Before the combining marks no character is changed by being composed.
    guard source.contains(where: { $0.value >= 0x300 }) else { return source }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: source)
    return Array(String(text).composed.unicodeScalars)
  }

  /// The code points of a range, with ``DraftText/paragraphEnd`` where a block ends.
  func prose(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    let text = String(decoding: bytes[Int(starts[range.lowerBound])..<Int(starts[range.upperBound])], as: UTF8.self)
    for (i, scalar) in text.unicodeScalars.enumerated() {
      view.append(ends.contains(Int32(range.lowerBound + i)) ? DraftText.paragraphEnd : scalar)
    }
    return String(view)
  }

  /// Where the word goes on that a hyphen at the end of a line divides; nil where the code point is no such hyphen.
  private static func wordGoesOn(at i: Int, _ source: [Unicode.Scalar]) -> Int? {
    guard source[i] == "-" || source[i] == "\u{2010}", i > 0, source[i - 1].properties.isAlphabetic else { return nil }
    var next = i + 1
    var hasLineEnd = false
    while next < source.count, isBlank(source[next]) || isNothing(source[next]) {
      hasLineEnd = hasLineEnd || ["\n", "\r", "\u{2028}", "\u{85}"].contains(source[next])
      next += 1
    }
    guard hasLineEnd, next < source.count, source[next].properties.isLowercase else { return nil }
    return next
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 128 ? scalar == " " || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
  }

  private static func isNothing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}": true
    default: false
    }
  }

  private static func add(
    _ scalar: Unicode.Scalar, _ origin: Int, _ bytes: inout [UInt8], _ starts: inout [Int32], _ origins: inout [Int32]
  ) {
    starts.append(Int32(bytes.count))
    origins.append(Int32(origin))
    if scalar.value < 128 { bytes.append(UInt8(scalar.value)) } else { bytes.append(contentsOf: UTF8.encode(scalar)!) }
  }
}
