/// Collects the prose of a draft; extensions read each kind of file.
struct ProseBuilder {
  /// The file's characters, and the byte at which each begins.
  let source: [Unicode.Scalar]
  let sourceOffsets: [Int]
  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var offsets: [Int] = []
  /// Strings that do not occur in the rest of the file, so that none is searched for twice.
  var missing: Set<String> = []
  /// The number of characters that were searched without a result.
  var wasted = 0

  init(utf8 bytes: [UInt8]) {
    var source: [Unicode.Scalar] = []
    var places: [Int] = []
    source.reserveCapacity(bytes.count)
    places.reserveCapacity(bytes.count)
    var offset = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      source.append(scalar)
      places.append(offset)
      offset += UTF8.width(scalar)
    }
    self.source = source
    sourceOffsets = places
    scalars.reserveCapacity(source.count)
    offsets.reserveCapacity(source.count)
  }

  /// Adds a character that comes from the character at index `place` of the file.
  mutating func add(_ scalar: Unicode.Scalar, from place: Int) {
    guard !scalar.isInvisible else { return }
    scalars.append(scalar)
    offsets.append(sourceOffsets[min(place, sourceOffsets.count - 1)])
  }

  /// Adds a blank, unless the last character is one.
  mutating func addBlank(from place: Int) {
    if let last = scalars.last, last != " ", last != DraftText.paragraphEnd { add(" ", from: place) }
  }

  /// Ends a paragraph, unless one has just ended.
  mutating func endParagraph(at place: Int) {
    if let last = scalars.last, last != DraftText.paragraphEnd { add(DraftText.paragraphEnd, from: place) }
  }

  /// The lines of the file without their line ends (\n, \r\n or \r).
  func lines() -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    var i = 0
    while i < source.count {
      if source[i] == "\n" || source[i] == "\r" {
        lines.append(start..<i)
        if source[i] == "\r", i + 1 < source.count, source[i + 1] == "\n" { i += 1 }
        start = i + 1
      }
      i += 1
    }
    if start < source.count { lines.append(start..<source.count) }
    return lines
  }

  func starts(_ text: StaticString, at i: Int) -> Bool {
    text.withUTF8Buffer { bytes in
      i + bytes.count <= source.count && bytes.indices.allSatisfy { source[i + $0].value == UInt32(bytes[$0]) }
    }
  }

  /// The next occurrence of `text` at or after `i`.
  mutating func find(_ text: StaticString, from i: Int) -> Int? {
    guard !missing.contains(text.description) else { return nil }
    var i = i
    while i < source.count {
      if starts(text, at: i) { return i }
      i += 1
    }
    missing.insert(text.description)
    return nil
  }

  /// The blanks at the beginning of a line.
  func indent(_ line: Range<Int>) -> Range<Int> {
    line.lowerBound..<(line.first { source[$0] != " " && source[$0] != "\t" } ?? line.upperBound)
  }

  /// The index after the number or bullet of a list item; nil if the line is not one. A number of four digits is a year
  /// that begins a sentence.
  func afterListMark(_ line: Range<Int>) -> Int? {
    var i = indent(line).upperBound
    guard i < line.upperBound else { return nil }
    if source[i] == "-" || source[i] == "*" || source[i] == "+" || source[i] == "•" {
      i += 1
    } else {
      let digits = i
      while i < line.upperBound, source[i].isDigit { i += 1 }
      guard (1...3).contains(i - digits), i < line.upperBound, source[i] == "." || source[i] == ")" else { return nil }
      i += 1
    }
    guard i < line.upperBound, source[i] == " " || source[i] == "\t" else { return nil }
    return i
  }

  /// Reads plain text: an empty line ends a paragraph, and so does every line end if the lines are as long as
  /// paragraphs.
  mutating func readPlain() {
    let lines = self.lines()
    let isWrapped = !lines.contains { $0.count > 200 }
    var mayBeItem = true
    for line in lines {
      guard indent(line).upperBound < line.upperBound else {
        endParagraph(at: line.lowerBound)
        mayBeItem = true
        continue
      }
      var start = indent(line).upperBound
      // A wrapped line may begin with "12. ", so a number makes an item only after another item; a bullet always does.
      let mark = afterListMark(line)
      if let mark, mayBeItem || !source[start].isDigit {
        endParagraph(at: start)
        start = mark
      }
      for i in start..<line.upperBound { add(source[i], from: i) }
      if isWrapped { addBlank(from: line.upperBound) } else { endParagraph(at: line.upperBound) }
      mayBeItem = !isWrapped || mark != nil
    }
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { ("0"..."9").contains(self) }
  /// The value of a decimal digit of any script, including full-width and Arabic-Indic ones.
  var decimalValue: Int? {
    if isASCII { return isDigit ? Int(value) - 48 : nil }
    guard properties.generalCategory == .decimalNumber else { return nil }
    return properties.numericValue.map { Int($0) }
  }
  var isDecimal: Bool { decimalValue != nil }
  var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }

  /// Soft hyphens, zero-width spaces and direction marks, which may be inside a number without being visible.
  var isInvisible: Bool {
    switch value {
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
