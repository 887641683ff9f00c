import Model
import Words

/// The columns of a table on a page, and which word lies in which.
struct PDFColumns: Equatable {
  /// Where a word lies.
  enum Place: Equatable {
    case column(Int)
    case between(Int, Int)
    case outside
  }

  /// How far a word may reach out of its column, and edges of one column may differ.
  private static let slack = 0.75
  /// The smallest number of cells whose edges say how a column is aligned.
  private static let fewestCells = 3
  /// The largest share of a column's numbers that stand elsewhere than the others.
  private static let mostOthers = 0.25

  /// From left to right.
  let ranges: [PDFTable.Range]
  private var edges: [Edges] = []
  /// What begins behind this, and does not follow on other words, is of no column: the last one has no neighbor that ends it. Nil: the
  /// places are declared.
  private var end: Double?
  /// At which lines the numbers of each column stand; none where too few say so, or the places are declared.
  private var lines: [[PDFBox.Line]] = []

  /// What the cells that are wholly in a column show of it.
  private struct Edges: Equatable {
    /// Where all of them begin, or end; nil if they do not agree.
    var left: Double?
    var right: Double?
    /// From where to where they reach; nil if there are too few.
    var from: Double?
    var to: Double?
  }

  private let isDeclared: Bool

  init(declared ranges: [PDFTable.Range]) {
    self.ranges = ranges
    isDeclared = true
  }

  /// Each column reaches halfway to its neighbors, or as far as its alignment and theirs say.
  init(_ boxes: [PDFBox], alignments: [PDFTable.Alignment?]) {
    isDeclared = false
    let far = 1e7
    var ends: [Double] = []
    for i in boxes.indices.dropLast() {
      let (left, right) = (boxes[i], boxes[i + 1])
      // A column grows away from the side on which its cells are aligned.
      let growsRight = alignments[i] == .right ? 0.25 : 1.0
      let growsLeft = alignments[i + 1] == .left ? 0.25 : 1.0
      ends.append(left.x1 + (right.x0 - left.x1) * growsRight / (growsRight + growsLeft))
    }
    if let last = boxes.last, boxes.count > 1 {
      end = last.x1 + max(last.x0 - boxes[boxes.count - 2].x1, 2 * last.height)
    }
    ranges = boxes.indices.map { i in
      PDFTable.Range(from: i == 0 ? -far : ends[i - 1], to: i < ends.count ? ends[i] : far)
    }
  }

  /// Looks how the cells of these rows are aligned.
  mutating func learn(_ rows: [PDFRow]) {
    edges = cells(rows).map { boxes in
      guard boxes.count >= Self.fewestCells else { return Edges() }
      return Edges(
        left: Self.common(boxes.map(\.x0)), right: Self.common(boxes.map(\.x1)), from: boxes.map(\.x0).min(),
        to: boxes.map(\.x1).max())
    }
    guard !isDeclared else { return }
    lines = cells(rows, numbersOnly: true).map { boxes in
      boxes.count > Self.fewestCells ? PDFBox.lines(of: boxes, others: Self.mostOthers) : []
    }
  }

  /// The first number of a cell that stands far from where the other numbers of its column do: it may be another column's.
  func outOfLine(_ words: [PDFWord], in column: Int) -> PDFWord? {
    guard lines.indices.contains(column), !lines[column].isEmpty else { return nil }
    return PDFWord.lines(words).flatMap(Self.runs).first { run in
      run.isNumber && lines[column].allSatisfy { $0.distance(of: run.box) > 1.5 * run.box.height }
    }?.words.first
  }

  /// The boxes of what lies wholly in each column.
  ///
  /// - Parameter numbersOnly: what has no digits, or letters too, is passed over.
  func cells(_ rows: [PDFRow], numbersOnly: Bool = false) -> [[PDFBox]] {
    var cells = [[PDFBox]](repeating: [], count: ranges.count)
    for run in rows.flatMap({ PDFWord.lines($0.words).flatMap(Self.runs) }) {
      if numbersOnly, !run.isNumber { continue }
      if case .column(let i) = lies(run.box) { cells[i].append(run.box) }
    }
    return cells
  }

  /// In how many columns a row has words; nil where some of them lie across columns, or in none.
  func filled(_ row: PDFRow) -> Int? {
    var filled: Set<Int> = []
    for run in PDFWord.lines(row.words).flatMap(Self.runs) {
      guard case .column(let i) = lies(run.box) else { return nil }
      filled.insert(i)
    }
    return filled.count
  }

  /// Whether a row has a number as a cell.
  func hasNumbers(_ row: PDFRow) -> Bool { PDFWord.lines(row.words).flatMap(Self.runs).contains(where: \.isNumber) }

  /// How many numbers a row has as cells.
  func numbers(in row: PDFRow) -> Int { PDFWord.lines(row.words).flatMap(Self.runs).count(where: \.isNumber) }

  /// Whether a row has words in one column alone, or is one piece of text across several.
  func isOfOnePlace(_ row: PDFRow) -> Bool {
    filled(row).map { $0 == 1 } ?? (PDFWord.lines(row.words).flatMap(Self.runs).count == 1)
  }

  /// The column of each word of a row. Where a word lies across two columns, it and what is written on with it are of the one whose other cells
  /// begin or end exactly there; or it is clear of all cells of the other one.
  func places(_ row: PDFRow) -> [(word: PDFWord, place: Place)] {
    PDFWord.lines(row.words).flatMap { line in
      var before = -Double.infinity
      return Self.runs(line).flatMap { run -> [(word: PDFWord, place: Place)] in
        defer { before = run.box.x1 }
        if let end, run.box.x0 > end, run.box.x0 - before > 2 * run.box.height {
          return run.words.map { ($0, .outside) }
        }
        let places = run.words.map { lies($0.box) }
        guard let column = column(of: run.box, places) else { return Array(zip(run.words, places)) }
        return run.words.map { ($0, .column(column)) }
      }
    }
  }

  /// The one column of words that are written on, whose places are not all in one; nil if nothing says so.
  private func column(of box: PDFBox, _ places: [Place]) -> Int? {
    for place in places {
      if case .between(let left, let right) = place { return column(of: box, left, right, mayBeTwo: false) }
    }
    for case (.column(let left), .column(let right)) in zip(places, places.dropFirst()) where left != right {
      return column(of: box, left, right, mayBeTwo: true)
    }
    return nil
  }

  /// - Parameter mayBeTwo: the words may be two cells that stand near each other, each of which begins or ends where its column does.
  private func column(of box: PDFBox, _ left: Int, _ right: Int, mayBeTwo: Bool) -> Int? {
    guard edges.indices.contains(left), edges.indices.contains(right) else { return nil }
    let (a, b) = (edges[left], edges[right])
    let isLeft = Self.isSame(box.x0, a.left) || Self.isSame(box.x1, a.right)
    let isRight = Self.isSame(box.x0, b.left) || Self.isSame(box.x1, b.right)
    if isLeft != isRight, !mayBeTwo { return isLeft ? left : right }
    guard !isLeft || mayBeTwo else { return nil }
    let isClearOfLeft = a.to.map { box.x0 > $0 } ?? false
    let isClearOfRight = b.from.map { box.x1 < $0 } ?? false
    return isClearOfLeft == isClearOfRight ? nil : isClearOfRight ? left : right
  }

  private func lies(_ box: PDFBox) -> Place {
    let touched = ranges.indices.filter { box.x1 > ranges[$0].from + Self.slack && box.x0 < ranges[$0].to - Self.slack }
    guard let first = touched.first, let last = touched.last else {
      return ranges.firstIndex { box.x0 >= $0.from - Self.slack && box.x1 <= $0.to + Self.slack }.map { .column($0) }
        ?? .outside
    }
    if first != last { return .between(first, last) }
    let range = ranges[first]
    return box.x0 >= range.from - Self.slack && box.x1 <= range.to + Self.slack ? .column(first) : .outside
  }

  private static func isSame(_ a: Double, _ b: Double?) -> Bool { b.map { abs(a - $0) <= 2 * slack } ?? false }

  /// The middle of values that are nearly equal; nil if they are not.
  private static func common(_ values: [Double]) -> Double? {
    guard let low = values.min(), let high = values.max(), high - low <= 2 * slack else { return nil }
    return (low + high) / 2
  }

  /// Words with no more than a blank between them.
  struct Run {
    var box: PDFBox
    var words: [PDFWord]

    /// Whether it has digits, and no letters.
    var isNumber: Bool { words.contains(where: \.hasDigit) && !words.contains(where: \.hasLetter) }
  }

  /// The words of a line in runs.
  static func runs(_ line: [PDFWord]) -> [Run] {
    var runs: [Run] = []
    for word in line {
      if let last = runs.last, word.box.x0 - last.box.x1 <= 0.5 * word.box.height {
        runs[runs.count - 1].words.append(word)
        runs[runs.count - 1].box.add(word.box)
      } else {
        runs.append(Run(box: word.box, words: [word]))
      }
    }
    return runs
  }
}
