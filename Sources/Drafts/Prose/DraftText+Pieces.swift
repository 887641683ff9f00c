extension DraftText {
  /// A stretch of the prose, or one of the places that are marked in it.
  package struct Piece: Sendable {
    package var text: String
    /// The index of the marked range; nil for what is between them.
    package var mark: Int?
  }

  /// The prose by paragraphs, with the ranges (in order, none within another) as pieces of their own.
  package func paragraphs(marking ranges: [Range<Int>]) -> [[Piece]] {
    var paragraphs: [[Piece]] = []
    var pieces: [Piece] = []
    var view = String.UnicodeScalarView()
    var (next, i) = (0, 0)
    func flush() {
      if !view.isEmpty { pieces.append(Piece(text: String(view), mark: nil)) }
      view = String.UnicodeScalarView()
    }
    while i < scalars.count {
      while next < ranges.count, ranges[next].lowerBound < i { next += 1 }
      if next < ranges.count, ranges[next].lowerBound == i {
        flush()
        var marked = String.UnicodeScalarView()
        for scalar in scalars[ranges[next]] { marked.append(scalar) }
        pieces.append(Piece(text: String(marked), mark: next))
        i = ranges[next].upperBound
        next += 1
        continue
      }
      if scalars[i] == Self.paragraphEnd {
        flush()
        if !pieces.isEmpty { paragraphs.append(pieces) }
        pieces = []
      } else {
        view.append(scalars[i])
      }
      i += 1
    }
    flush()
    if !pieces.isEmpty { paragraphs.append(pieces) }
    return paragraphs
  }
}
