/// The words of a quote with those around it, as they are read: a number may go on behind the quote, and be denied before it.
package struct QuoteContext: Hashable, Sendable {
  /// How many code points on each side are read: more than a sentence has, so that its beginning and end are among them.
  private static let reach = 400

  /// With ``DraftText/paragraphEnd`` in the place of a blank where a block of the document ends.
  let before: String
  let quote: String
  let after: String

  /// Of words that stand alone.
  package init(_ quote: String) { (before, self.quote, after) = ("", quote, "") }

  /// - Parameter range: the code points of the quote.
  init(_ folded: FoldedText, _ range: Range<Int>) {
    var start = range.lowerBound
    var end = range.upperBound
    // No further than the block: what stands in another cell or paragraph says nothing of these words.
    while start > 0, range.lowerBound - start < Self.reach, !folded.ends.contains(Int32(start - 1)) { start -= 1 }
    while end < folded.count, end - range.upperBound < Self.reach, !folded.ends.contains(Int32(end)) { end += 1 }
    // Not half a word.
    while start > 0, start < range.lowerBound, folded.bytes[Int(folded.starts[start - 1])] != 32 { start += 1 }
    while end < folded.count, end > range.upperBound, folded.bytes[Int(folded.starts[end])] != 32 { end -= 1 }
    before = folded.prose(start..<range.lowerBound)
    quote = folded.prose(range)
    after = folded.prose(range.upperBound..<end)
  }
}
