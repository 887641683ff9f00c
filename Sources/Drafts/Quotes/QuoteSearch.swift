import Glibc
import Model
import System

/// Looks for quotes in documents: by their words, or by their hash where only that is known.
package enum QuoteSearch {
  /// The longest quote, in code points: enough for a sentence or two, and no more than may be shown of another's text.
  package static let longest = 300

  /// Every place where the quote stands, by ``FoldedText``'s rules.
  ///
  /// - Parameter isWanted: whether a page, nil in a document without any, is looked through.
  package static func passages(
    of quote: String, in document: DocumentText, on isWanted: (Int?) -> Bool = { _ in true }
  ) -> [Passage] {
    let wanted = FoldedText(quote)
    guard !wanted.bytes.isEmpty else { return [] }
    return found(in: document, isWanted) { folded in
      var places: [Int] = []
      var from = 0
      while let place = first(wanted.bytes, in: folded.bytes, from: from) {
        if isEdge(folded.bytes, place), isEdge(folded.bytes, place + wanted.bytes.count) { places.append(place) }
        from = place + 1
      }
      return places.map { ($0, wanted.bytes.count) }
    } ofRow: {
      $0.bytes == wanted.bytes
    }
  }

  /// Every place where a text of this length has this hash: the quote itself need not be known.
  ///
  /// - Parameters:
  ///   - sha256: of the folded quote, in lower-case hexadecimal.
  ///   - length: in code points.
  package static func passages(
    ofHash sha256: String, length: Int, in document: DocumentText, on isWanted: (Int?) -> Bool = { _ in true }
  ) -> [Passage] {
    guard (1...longest).contains(length) else { return [] }
    return found(in: document, isWanted) { folded in
      guard folded.count >= length else { return [] }
      var places: [(Int, Int)] = []
      for i in 0...(folded.count - length) {
        let (start, end) = (Int(folded.starts[i]), Int(folded.starts[i + length]))
        // A quote neither begins nor ends within a word or with a blank: most windows need no hash.
        guard isEdge(folded.bytes, start), isEdge(folded.bytes, end), folded.bytes[start] != 32,
          folded.bytes[end - 1] != 32
        else { continue }
        if Hash.sha256(Array(folded.bytes[start..<end])) == sha256 { places.append((start, end - start)) }
      }
      return places
    } ofRow: {
      $0.count == length && $0.sha256 == sha256
    }
  }

  /// Whether a quote may begin or end there: not within a word or a number. 15,000 does not stand in 115,000, nor 5 million in 1.5 million.
  private static func isEdge(_ bytes: [UInt8], _ i: Int) -> Bool {
    guard i > 0, i < bytes.count else { return true }
    let (before, after) = (scalar(endingAt: i, bytes), scalar(at: i, bytes))
    if isWord(before), isWord(after) { return false }
    // A comma or point between two digits is part of the number.
    let joins: Set<Unicode.Scalar> = [".", ",", "'", "\u{2019}"]
    if joins.contains(after), isDigit(before) { return !isDigit(scalar(at: i + UTF8.width(after), bytes)) }
    if joins.contains(before), isDigit(after) { return !isDigit(scalar(endingAt: i - UTF8.width(before), bytes)) }
    return true
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// Letters of scripts without blanks between their words are none.
  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 128
      ? isDigit(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
      : scalar.properties.isAlphabetic && !scalar.properties.isIdeographic
  }

  /// A blank outside of the text.
  private static func scalar(at i: Int, _ bytes: [UInt8]) -> Unicode.Scalar {
    guard i < bytes.count else { return " " }
    if bytes[i] < 128 { return Unicode.Scalar(bytes[i]) }
    return String(decoding: bytes[i..<min(i + 4, bytes.count)], as: UTF8.self).unicodeScalars.first ?? " "
  }

  private static func scalar(endingAt i: Int, _ bytes: [UInt8]) -> Unicode.Scalar {
    guard i > 0 else { return " " }
    if bytes[i - 1] < 128 { return Unicode.Scalar(bytes[i - 1]) }
    var start = i - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return String(decoding: bytes[start..<i], as: UTF8.self).unicodeScalars.first ?? " "
  }

  private static func found(
    in document: DocumentText, _ isWanted: (Int?) -> Bool, _ search: (FoldedText) -> [(start: Int, count: Int)],
    ofRow isQuote: (FoldedText) -> Bool
  ) -> [Passage] {
    let pages = document.pages.filter { isWanted($0.number) }
    let found = pages.flatMap { page in passages(of: page.number, in: page.folded, search) }
    guard found.isEmpty else { return found }
    // A row of a table goes across the columns in which prose is read: a quote of it has whole cells.
    return pages.flatMap { page in
      page.rows.flatMap { row in
        row.runs.filter(isQuote).map {
          Passage(
            page: page.number, offset: row.offset, text: $0.text, context: QuoteContext($0, 0..<$0.count))
        }
      }
    }
  }

  private static func passages(
    of page: Int?, in texts: [FoldedText], _ search: (FoldedText) -> [(start: Int, count: Int)]
  ) -> [Passage] {
    var passages: [Passage] = []
    var seen: Set<Int> = []
    for folded in texts {
      for (start, count) in search(folded) {
        // The same words with and without a hyphen at a line end are one passage.
        let first = index(of: start, in: folded)
        let origin = Int(folded.origins[first])
        guard seen.insert(origin).inserted else { continue }
        passages.append(
          Passage(
            page: page, offset: origin, text: String(decoding: folded.bytes[start..<(start + count)], as: UTF8.self),
            context: QuoteContext(folded, first..<index(of: start + count, in: folded))))
      }
    }
    return passages
  }

  /// The number of the code point that begins at a byte.
  private static func index(of start: Int, in folded: FoldedText) -> Int {
    var (low, high) = (0, folded.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(folded.starts[middle]) < start { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func first(_ wanted: [UInt8], in bytes: [UInt8], from: Int) -> Int? {
    bytes.withUnsafeBytes { all in
      wanted.withUnsafeBytes { needle in
        var i = from
        while i + needle.count <= all.count {
          // The first byte by the C library, which looks at many at once.
          guard let start = memchr(all.baseAddress! + i, Int32(needle[0]), all.count - needle.count + 1 - i) else {
            return nil
          }
          i = UnsafeRawPointer(start) - all.baseAddress!
          if memcmp(start, needle.baseAddress!, needle.count) == 0 { return i }
          i += 1
        }
        return nil
      }
    }
  }
}
