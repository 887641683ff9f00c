import Glibc
import Model
import Words

/// Reads what `pdftotext -tsv` writes, one page at a time.
///
/// A line is `level page_num par_num block_num line_num word_num left top width height conf text`, separated by tabs; of the levels, 1 is a
/// page and 5 a word.
final class PDFPages {
  /// A page of a newspaper has some 10,000.
  static let mostWords = 100_000
  private static let longestLine = 1 << 20
  private static let farthest = 1e6

  private let file: InputFile
  private let name: String
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var line = 0
  /// The page that has begun.
  private var open: PDFPage?
  private(set) var pages = 0
  private(set) var words = 0
  /// Of how many words long enough to tell each stands sideways, and on which page the first of them is.
  private var tellable = 0
  private var sideways = (count: 0, page: 0)
  /// The first page whose words stand sideways, where most of the document's words do.
  var sidewaysPage: Int? { sideways.count * 2 > tellable ? sideways.page : nil }

  /// - Parameters:
  ///   - path: the file with the lines.
  ///   - name: the PDF in messages.
  init(path: String, name: String) throws {
    file = try InputFile(path: path, name: name)
    self.name = name
    guard let first = try nextLine() else { return }
    guard String(decoding: first, as: UTF8.self).hasPrefix("level\tpage_num\t") else { throw otherForm() }
  }

  /// The next page; nil after the last one.
  func next() throws -> PDFPage? {
    while let bytes = try nextLine() {
      let fields = bytes.split(separator: 9, maxSplits: 11, omittingEmptySubsequences: false)
      guard fields.count == 12, fields[0].count == 1, let number = Self.integer(fields[1]) else { throw otherForm() }
      switch fields[0].first {
      case UInt8(ascii: "1"):
        guard let width = Self.length(fields[8]), let height = Self.length(fields[9]), number > (open?.number ?? 0)
        else { throw otherForm() }
        let done = open
        open = PDFPage(number: number, width: width, height: height)
        pages += 1
        if let done { return done }
      case UInt8(ascii: "5"):
        guard let page = open, page.number == number, let word = Self.word(fields) else { throw otherForm() }
        guard page.contains(word.box), !word.text.allSatisfy(\.isWhitespace) else { continue }
        guard page.words.count < Self.mostWords else { throw tooMany(page) }
        open?.words.append(word)
        words += 1
        if let isSideways = word.isSideways {
          tellable += 1
          if isSideways { sideways = (sideways.count + 1, sideways.count == 0 ? page.number : sideways.page) }
        }
      case UInt8(ascii: "2"), UInt8(ascii: "3"), UInt8(ascii: "4"): continue
      default: throw otherForm()
      }
    }
    defer { open = nil }
    return open
  }

  private static func word(_ fields: [ArraySlice<UInt8>]) -> PDFWord? {
    let numbers = fields[6...9].compactMap(length)
    guard numbers.count == 4 else { return nil }
    let (x, y, width, height) = (numbers[0], numbers[1], numbers[2], numbers[3])
    let box = PDFBox(
      x0: min(x, x + width), y0: min(y, y + height), x1: max(x, x + width), y1: max(y, y + height))
    return PDFWord(box: box, text: String(decoding: fields[11], as: UTF8.self))
  }

  private static func integer(_ field: ArraySlice<UInt8>) -> Int? {
    guard field.count < 10, field.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(String(decoding: field, as: UTF8.self))
  }

  /// A number with decimals; nil for what is none, and for what no page is as large as.
  private static func length(_ field: ArraySlice<UInt8>) -> Double? {
    guard field.count < 32, field.allSatisfy({ (48...57).contains($0) || $0 == 45 || $0 == 46 }),
      let number = Double(String(decoding: field, as: UTF8.self)), abs(number) <= farthest
    else { return nil }
    return number
  }

  private func nextLine() throws -> ArraySlice<UInt8>? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 10) {
        defer { start = end + 1 }
        line += 1
        return buffer[start..<end]
      }
      if isAtEnd {
        defer { start = buffer.count }
        return start < buffer.count ? buffer[start...] : nil
      }
      guard buffer.count - start <= Self.longestLine else { throw otherForm() }
      buffer.removeFirst(start)
      start = 0
      searched = buffer.count
      try fill()
    }
  }

  private func fill() throws {
    let size = 64 << 10
    let piece = try [UInt8](unsafeUninitializedCapacity: size) { memory, filled in
      guard let start = memory.baseAddress else { return }
      filled = try file.read(into: start, count: size)
    }
    buffer += piece
    isAtEnd = piece.count < size
  }

  private func otherForm() -> Problem {
    Problem(
      .badInput, at: name, "line \(max(line, 1)) of what pdftotext -tsv writes is not understood",
      remedy: "look at it: pdftotext -tsv FILE - | sed -n \(max(line, 1))p; this program was tested with Poppler 22.12")
  }

  private func tooMany(_ page: PDFPage) -> Problem {
    Problem(
      .badInput, at: name, "page \(page.number) has more than \(Self.mostWords) words",
      remedy: "look at the page: it may be a drawing whose parts are letters")
  }
}

extension PDFPages {
  /// The numbers of a document's pages, where the manifest says that it has them: they count up with the pages.
  struct Numbers {
    /// By how much the number on a page is more than the page's place in the file; nil before the first.
    private var difference: Int?

    /// The row with the number of a page: its first or its last one, with nothing beside the number. A number that does not go on from the
    /// page before is none, and stays in the table.
    ///
    /// - Parameters:
    ///   - rows: the texts of each row's lines, from the top.
    ///   - page: from 1.
    mutating func row(of rows: [[String]], on page: Int) -> Int? {
      for row in [rows.count - 1, 0] where rows.indices.contains(row) {
        guard rows[row].count == 1, let number = Self.number(rows[row][0]) else { continue }
        if let difference, number - page != difference { continue }
        difference = number - page
        return row
      }
      return nil
    }

    /// `3`, `- 3 -`, `Page 3`, `3 of 12`, `3/12`.
    private static func number(_ text: String) -> Int? {
      let match = text.wholeMatch(
        of:
          /(?:[-\u{2013}\u{2014}|]\s*)?(?:[Pp]age\s+|[Pp]\u{E1}gina\s+)?(\d{1,4})(?:\s*(?:of|de|\/)\s*\d{1,4})?(?:\s*[-\u{2013}\u{2014}|])?/
      )
      return match.flatMap { Int($0.1) }
    }
  }
}
