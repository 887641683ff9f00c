extension ProseBuilder {
  /// Reads Markdown: marks, addresses, fenced code, front matter, comments, reference definitions and the numbers of
  /// lists are left out; the text of links, headings, quotations and tables is prose.
  ///
  /// Lines that are only indented are text: in a draft, an indented paragraph is likelier than code.
  mutating func readMarkdown() {
    var state = MarkdownState()
    let lines = self.lines()
    let start = frontMatterEnd(lines)
    for line in lines where line.lowerBound >= start && line.upperBound >= state.cursor {
      let whole = max(line.lowerBound, state.cursor)..<line.upperBound
      if whole.lowerBound > line.lowerBound {
        // The rest of a line after a comment or an address that began on an earlier line.
        readInline(whole, &state)
        addBlank(from: line.upperBound)
      } else {
        readLine(line, &state)
      }
    }
  }

  struct MarkdownState {
    /// Everything before this index has been read: comments, tags and addresses may span several lines.
    var cursor = 0
    /// The fence that opened a block of code.
    var fence: (mark: Unicode.Scalar, count: Int)?
    /// Whether a number with a point may begin a list here: not in the middle of a paragraph.
    var mayBeItem = true
  }

  /// The index after a block of `---` or `+++` lines at the beginning of the file; 0 if there is none.
  private func frontMatterEnd(_ lines: [Range<Int>]) -> Int {
    func isFence(_ line: Range<Int>, _ mark: StaticString) -> Bool {
      starts(mark, at: line.lowerBound) && line.dropFirst(3).allSatisfy { source[$0] == " " }
    }
    for mark in ["---", "+++"] as [StaticString] {
      guard let first = lines.first, isFence(first, mark) else { continue }
      if let last = lines.dropFirst().first(where: { isFence($0, mark) }) { return last.upperBound + 1 }
    }
    return 0
  }

  private mutating func readLine(_ line: Range<Int>, _ state: inout MarkdownState) {
    var text = indent(line).upperBound..<line.upperBound
    while let first = text.first, source[first] == ">" {
      text = indent(first + 1..<line.upperBound).upperBound..<line.upperBound
    }
    if isFence(text, &state) || state.fence != nil { return }
    guard let first = text.first else {
      endParagraph(at: line.lowerBound)
      state.mayBeItem = true
      return
    }
    if isDefinition(text) || isRule(text) {
      endParagraph(at: first)
      state.mayBeItem = true
      return
    }
    var isBlock = false
    if source[first] == "#", let mark = text.first(where: { source[$0] != "#" }), mark - first <= 6, source[mark] == " "
    {
      endParagraph(at: first)
      text = mark..<text.upperBound
      // "## 3. Flows": the number counts headings.
      text = (afterListMark(text) ?? text.lowerBound)..<text.upperBound
      isBlock = true
    } else if let mark = afterListMark(text), state.mayBeItem || !source[first].isDigit || source[first] == "1" {
      endParagraph(at: first)
      text = mark..<text.upperBound
      state.mayBeItem = true
    } else {
      state.mayBeItem = false
    }
    if source[first] == "|" { isBlock = true }
    readInline(text, &state)
    if isBlock {
      endParagraph(at: line.upperBound)
      state.mayBeItem = true
    } else {
      addBlank(from: line.upperBound)
    }
  }

  /// Whether the line opens or closes a block of code.
  private func isFence(_ text: Range<Int>, _ state: inout MarkdownState) -> Bool {
    guard let first = text.first, source[first] == "`" || source[first] == "~" else { return false }
    let count = text.prefix { source[$0] == source[first] }.count
    guard count >= 3 else { return false }
    if let fence = state.fence {
      let isBare = text.dropFirst(count).allSatisfy { source[$0] == " " }
      guard fence.mark == source[first], count >= fence.count, isBare else { return false }
      state.fence = nil
    } else {
      guard source[first] == "~" || !text.dropFirst(count).contains(where: { source[$0] == "`" }) else { return false }
      state.fence = (source[first], count)
    }
    return true
  }

  /// Whether the line is a definition `[name]: address`. A note's definition (`[^1]: text`) is prose.
  private func isDefinition(_ text: Range<Int>) -> Bool {
    guard let first = text.first, source[first] == "[", !starts("[^", at: first),
      let close = text.first(where: { source[$0] == "]" }), close + 1 < text.upperBound, source[close + 1] == ":",
      let target = text.first(where: { $0 > close + 1 && source[$0] != " " })
    else { return false }
    return starts("http", at: target) || starts("<", at: target) || starts("/", at: target) || starts("#", at: target)
      || starts("mailto:", at: target)
  }

  /// Whether the line is a rule, the line under a heading, or the line under a table's header.
  private func isRule(_ text: Range<Int>) -> Bool {
    let marks = text.filter { source[$0] != " " && source[$0] != "\t" }
    return marks.count >= 2 && marks.allSatisfy { "-=*_|:+".unicodeScalars.contains(source[$0]) }
  }

  /// Adds the text of a line without its marks.
  mutating func readInline(_ text: Range<Int>, _ state: inout MarkdownState) {
    var i = text.lowerBound
    while i < text.upperBound {
      let scalar = source[i]
      let next: Unicode.Scalar = i + 1 < text.upperBound ? source[i + 1] : " "
      let isAlone = next == " " && (i == text.lowerBound || source[i - 1] == " ")
      switch scalar {
      case "\\" where next.isASCII && !next.isASCIILetter && !next.isDigit && next != " ":
        add(next, from: i + 1)
        i += 1
      case "*", "`", "~":
        if isAlone || (scalar == "~" && next.isDigit && (i == text.lowerBound || source[i - 1] != "~")) {
          add(scalar, from: i)
        }
      case "_":
        // Inside a word, the mark is part of it.
        let before: Unicode.Scalar = i > text.lowerBound ? source[i - 1] : " "
        if (before.isASCIILetter || before.isDigit) && (next.isASCIILetter || next.isDigit) { add(scalar, from: i) }
      case "!" where next == "[": break
      case "[":
        if let end = noteMark(at: i, to: text.upperBound) { i = end - 1 }
      case "]":
        if let end = afterTarget(i + 1) {
          i = end - 1
        }
      case "<":
        if let end = skipMarkup(at: i) { i = end - 1 } else { add(scalar, from: i) }
      case "&": i = addReference(at: i) - 1
      default: add(scalar, from: i)
      }
      i += 1
    }
    state.cursor = max(state.cursor, i)
  }

  /// The index after `[^1]`, `[^1]:`, or `[1]` directly after a word: a note's number.
  private func noteMark(at i: Int, to end: Int) -> Int? {
    var j = i + 1
    let isNote = j < end && source[j] == "^"
    if isNote { j += 1 }
    let start = j
    while j < end, isNote ? source[j] != "]" : source[j].isDigit, j - start < 40 { j += 1 }
    guard j > start, j < end, source[j] == "]" else { return nil }
    j += 1
    if isNote { return j < end && source[j] == ":" ? j + 1 : j }
    let isGlued = i > 0 && source[i - 1] != " " && source[i - 1] != "\n"
    return isGlued && !(j < end && source[j] == "(") ? j : nil
  }

  /// The index after the address of a link whose text has just ended: `(address "title")` or `[name]`; nil if there is
  /// none.
  private mutating func afterTarget(_ i: Int) -> Int? {
    guard i < source.count, source[i] == "(" || source[i] == "[" else { return nil }
    let (open, close): (Unicode.Scalar, Unicode.Scalar) = source[i] == "(" ? ("(", ")") : ("[", "]")
    var depth = 0
    // Limits the searches for closing brackets, so that a file full of unclosed ones does not take too long.
    guard wasted < 20 * source.count else { return nil }
    let limit = min(source.count, i + 4000)
    for j in i..<limit {
      if source[j] == open { depth += 1 }
      if source[j] == close {
        depth -= 1
        if depth == 0 { return j + 1 }
      }
      if source[j] == "\n", j + 1 < source.count, source[j + 1] == "\n" { break }
    }
    wasted += limit - i
    return nil
  }
}
