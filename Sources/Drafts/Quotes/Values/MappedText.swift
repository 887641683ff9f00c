/// A text that is rewritten before it is read, and where in the source each of its code points stood.
struct MappedText {
  private(set) var scalars: [Unicode.Scalar]
  /// For each code point, the range of the source that it stands for.
  private(set) var origins: [Range<Int>]

  init(_ text: String) {
    var all = Array(text.unicodeScalars)
    // Digits whose order is turned are seen as another number.
    if all.contains(where: Self.turns) { all = all.map { $0.isDecimal ? "x" : $0 } }
    let kept = all.indices.filter { !all[$0].isInvisible }
    scalars = kept.map { all[$0] }
    origins = kept.map { $0..<($0 + 1) }
  }

  private static func turns(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }

  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// What is replaced stands, in the source, where it stood, but for equal letters at both ends, which stand for themselves.
  mutating func replace<Output>(_ pattern: Regex<Output>, with replacement: (Regex<Output>.Match) -> String) {
    let text = self.text
    let matches = text.matches(of: pattern)
    guard !matches.isEmpty else { return }
    var (made, places): ([Unicode.Scalar], [Range<Int>]) = ([], [])
    var (done, at) = (text.startIndex, 0)
    for match in matches {
      let gap = text.unicodeScalars.distance(from: done, to: match.range.lowerBound)
      made += scalars[at..<(at + gap)]
      places += origins[at..<(at + gap)]
      at += gap
      let count = text.unicodeScalars.distance(from: match.range.lowerBound, to: match.range.upperBound)
      let new = Array(replacement(match).unicodeScalars)
      made += new
      places += added(new, at: at, count)
      at += count
      done = match.range.upperBound
    }
    made += scalars[at...]
    places += origins[at...]
    (scalars, origins) = (made, places)
  }

  /// Equal letters at both ends stay where they are.
  private func added(_ new: [Unicode.Scalar], at start: Int, _ count: Int) -> [Range<Int>] {
    guard count > 0 else { return new.map { _ in start..<start } }
    let old = scalars[start..<(start + count)]
    let first = zip(new, old).prefix { $0 == $1 }.count
    let last = zip(new.dropFirst(first).reversed(), old.dropFirst(first).reversed()).prefix { $0 == $1 }.count
    let middle =
      first < count - last ? origins[start + first].lowerBound..<origins[start + count - last - 1].upperBound : nil
    return new.indices.map { i in
      if i < first { return origins[start + i] }
      if i >= new.count - last { return origins[start + count - (new.count - i)] }
      return middle ?? origins[min(start + first, start + count - 1)]
    }
  }
}
