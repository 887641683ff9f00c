import Model
import Words

/// Finds the words of a header among the rows of a page.
struct PDFHeader {
  /// Where the words of a header stand.
  struct Found: Equatable {
    /// For each column, the box of its words; nil for a column without any.
    var boxes: [PDFBox?]
    /// The rows that are the header.
    var rows: Range<Int>
    /// Words that are of no column.
    var unknown: [PDFWord]
  }

  /// The largest number of rows of a header; a row is of several lines where these overlap.
  static let mostRows = 6
  private static let mostWords = 2000

  private let columns: [[String]]
  private let over: [[String]]
  private let all: Set<String>

  init(_ reading: Reading) {
    columns = reading.header.map(Self.words)
    over = reading.pdf.over.map(Self.words)
    all = Set(columns.joined())
  }

  private static func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

  /// The first header in `rows` at or after `start`; one without unknown words if there is any.
  func found(in rows: [PDFRow], from start: Int) -> Found? {
    var best: Found?
    for first in rows.indices.dropFirst(start) {
      for last in first..<min(first + Self.mostRows, rows.count) {
        let words = Self.words(of: rows[first...last])
        guard words.count <= Self.mostWords else { break }
        guard all.isSubset(of: words.lazy.map(\.text)), let match = match(words, rows: first..<last + 1) else {
          continue
        }
        if match.unknown.isEmpty { return match }
        if match.unknown.count < best?.unknown.count ?? .max { best = match }
        break
      }
    }
    return best
  }

  /// The columns whose words are not among those of the rows that have most of them; nil where these have less than half.
  func missing(in rows: [PDFRow]) -> (columns: [Int], box: PDFBox)? {
    var best: (columns: [Int], box: PDFBox)?
    for first in rows.indices {
      for last in first..<min(first + Self.mostRows, rows.count) {
        let words = Self.words(of: rows[first...last])
        guard words.count <= Self.mostWords else { break }
        let texts = Set(words.map(\.text))
        let missing = columns.indices.filter { !texts.isSuperset(of: columns[$0]) }
        if missing.count * 2 <= columns.count, missing.count < best?.columns.count ?? .max {
          best = (missing, rows[first].box)
        }
      }
    }
    return best
  }

  private static func words(of rows: ArraySlice<PDFRow>) -> [PDFWord] {
    rows.filter { !$0.isHigh }.flatMap { PDFWord.lines($0.words).flatMap(PDFWord.joined) }
  }

  /// The first rows that have the words of all columns and no others, from left to right in another order.
  func inOtherOrder(in rows: [PDFRow]) -> Found? {
    guard all.isSubset(of: Self.words(of: rows[...]).lazy.map(\.text)) else { return nil }
    for first in rows.indices {
      for last in first..<min(first + Self.mostRows, rows.count) {
        let words = Self.words(of: rows[first...last])
        guard words.count <= Self.mostWords else { break }
        guard all.isSubset(of: words.lazy.map(\.text)) else { continue }
        if match(words, rows: first..<last + 1) == nil,
          let other = match(words, rows: first..<last + 1, inOrder: false), other.unknown.isEmpty
        {
          return other
        }
        break
      }
    }
    return nil
  }

  /// The columns that rows lack which have the names of half of them and more: each as a cell of one row, or in the words of as many rows as the
  /// header has, none of them a number. Nil for any other rows.
  func lacking(in rows: ArraySlice<PDFRow>) -> [Int]? {
    let runs = rows.prefix(1).flatMap { PDFWord.lines($0.words).flatMap(PDFColumns.runs) }
    let cells = Set(runs.map { PDFWord.text($0.words) })
    if let lacking = lacking(where: { cells.contains($0.joined(separator: " ")) }) { return lacking }
    guard rows.count > 1 else { return nil }
    let words = Self.words(of: rows)
    guard words.count <= Self.mostWords, !words.contains(where: { $0.hasDigit && !$0.hasLetter }) else { return nil }
    let texts = Set(words.map(\.text))
    return lacking { texts.isSuperset(of: $0) }
  }

  private func lacking(where isThere: ([String]) -> Bool) -> [Int]? {
    let found = columns.indices.filter { !columns[$0].isEmpty && isThere(columns[$0]) }
    // Numbers may be names of columns, and values of records.
    guard found.count >= 2, found.count * 2 >= columns.count, found.count < columns.count,
      found.contains(where: { columns[$0].contains { $0.contains(where: \.isLetter) } })
    else { return nil }
    return columns.indices.filter { !found.contains($0) }
  }

  private func match(_ words: [PDFWord], rows: Range<Int>, inOrder: Bool = true) -> Found? {
    var isUsed = [Bool](repeating: false, count: words.count)
    let fromLeft = words.indices.sorted { (words[$0].box.x0, words[$0].box.y0) < (words[$1].box.x0, words[$1].box.y0) }
    var left = -Double.infinity
    var boxes: [PDFBox?] = []
    for column in columns {
      guard let wanted = column.first else {
        boxes.append(nil)
        continue
      }
      var found: PDFBox?
      for start in fromLeft
      where !isUsed[start] && words[start].text == wanted && (!inOrder || words[start].box.x0 > left) {
        guard let chain = Self.chain(column, from: start, words, isUsed) else { continue }
        for i in chain { isUsed[i] = true }
        found = Self.box(chain, words)
        break
      }
      guard let found else { return nil }
      left = found.x0
      boxes.append(found)
    }
    for text in over {
      for start in fromLeft where !isUsed[start] && words[start].text == text.first {
        for i in Self.chain(text, from: start, words, isUsed) ?? [] { isUsed[i] = true }
      }
    }
    return Found(boxes: boxes, rows: rows, unknown: words.indices.filter { !isUsed[$0] }.map { words[$0] })
  }

  private static func box(_ chain: [Int], _ words: [PDFWord]) -> PDFBox? {
    guard var box = chain.first.map({ words[$0].box }) else { return nil }
    for i in chain { box.add(words[i].box) }
    return box
  }

  /// The places of the words of one header cell: each is to the right of the one before, or on the line below, under or over a part of them.
  private static func chain(_ texts: [String], from start: Int, _ words: [PDFWord], _ isUsed: [Bool]) -> [Int]? {
    var chain = [start]
    var whole = words[start].box
    for text in texts.dropFirst() {
      guard let last = chain.last.map({ words[$0].box }) else { return nil }
      let near = words.indices.filter { i in
        let box = words[i].box
        guard words[i].text == text, !isUsed[i], !chain.contains(i) else { return false }
        if box.isBeside(last) { return box.x0 >= last.x1 - 1 && box.x0 - last.x1 <= last.height }
        return box.y0 > last.y0 && box.y0 - last.y1 <= last.height && box.x0 < whole.x1 && box.x1 > whole.x0
      }
      let next = near.min { a, b in
        let (first, second) = (words[a].box, words[b].box)
        let (isFirst, isSecond) = (first.isBeside(last), second.isBeside(last))
        return isFirst != isSecond ? isFirst : (first.y0, first.x0) < (second.y0, second.x0)
      }
      guard let next else { return nil }
      chain.append(next)
      whole.add(words[next].box)
    }
    return chain
  }
}
