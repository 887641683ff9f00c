import Model
import Words
import Yams

// How a publisher writes CSV: a part of `read:` in a manifest.
extension DatasetReader {
  static let dialectKeys = [
    "encoding", "separator", "quote", "escape", "blanks_around_quotes", "sep_line", "title_lines", "header_starts_with",
    "header_lines", "comment", "footer", "until", "trailing_separator", "missing", "record_mib", "unpivot",
  ]

  private enum Quote: String, CaseIterable { case double, single, none }

  func dialect(_ map: YAMLMap, _ header: [String]) -> Dialect {
    var dialect = Dialect.plain
    dialect.encoding = map["encoding"]?.choice(TextEncoding.self)
    if let separator = map["separator"].flatMap(separator) { dialect.separator = separator }
    switch map["quote"]?.choice(Quote.self) {
    case .single?: dialect.quote = UInt8(ascii: "'")
    case Quote.none?: (dialect.quote, dialect.escape) = (nil, .none)
    case .double?, nil: break
    }
    if let escape = map["escape"]?.choice(Dialect.Escape.self) { dialect.escape = escape }
    dialect.hasBlanksAroundQuotes = map["blanks_around_quotes"]?.flag() ?? false
    dialect.hasSeparatorLine = map["sep_line"]?.flag() ?? false
    dialect.title = map["title_lines"]?.integer(in: 1...1000).map { .lines($0) }
    if let text = map["header_starts_with"]?.text() { dialect.title = .until(text) }
    dialect.headerLines = map["header_lines"]?.integer(in: 0...10) ?? 1
    dialect.comment = map["comment"]?.text()
    dialect.footer = map["footer"]?.texts(orOne: true) ?? []
    dialect.endsAtBlankLine = map["until"]?.choice(["blank"]) != nil
    dialect.hasTrailingSeparator = map["trailing_separator"]?.flag() ?? false
    if let missing = map["missing"] {
      dialect.allowsShortRecords = missing.isNull
      if !missing.isNull {
        missing.report(
          "the fields that a short record lacks can only be null",
          remedy: "write missing: null, or remove the key: then a short record goes to quarantine")
      }
    }
    if let size = map["record_mib"]?.integer(in: 1...Dialect.largestRecordSize >> 20) {
      dialect.recordSize = size << 20
    }
    checkDialect(dialect, in: map, header: header)
    return dialect
  }

  /// One sign of ASCII, or `tab`.
  private func separator(_ value: YAMLValue) -> UInt8? {
    guard let text = value.text() else { return nil }
    if text == "tab" || text == "\t" { return 9 }
    if text == "blank" { return 32 }
    let letters = Array(text.utf8)
    // Those that end lines, or none.
    if letters.count == 1, letters[0] < 32, ![0, 10, 13].contains(letters[0]) { return letters[0] }
    if letters.count == 1, ",;|:^~!&*+=_/".utf8.contains(letters[0]) { return letters[0] }
    value.report(
      "'\(text)' cannot separate fields",
      remedy: "write one sign in quotes, such as ';', '|' or \"\\x1f\", or the word tab or blank")
    return nil
  }

  func unpivot(_ value: YAMLValue, _ header: [String]) -> Unpivot? {
    guard let map = YAMLMap(value, keys: ["columns", "name", "value"]) else { return nil }
    let pattern = map.required("columns")?.pattern()
    let (name, cell) = (map.text("name"), map.text("value"))
    guard let pattern, let regex = try? Regex(pattern), !name.isEmpty, !cell.isEmpty else { return nil }
    for column in header where (try? regex.wholeMatch(in: column)) != nil {
      map["columns"]?.report(
        "'\(column)' is in 'header' and matches too", remedy: "keep it in one of the two: each is read once")
    }
    return Unpivot(columns: pattern, name: name, value: cell)
  }

  private func checkDialect(_ dialect: Dialect, in map: YAMLMap, header: [String]) {
    func report(_ key: String, _ what: String, remedy: String) { map[key]?.report(what, remedy: remedy) }
    if map["title_lines"] != nil {
      report("header_starts_with", "says where the header is, and so does 'title_lines'", remedy: "keep one of the two")
    }
    if !dialect.footer.isEmpty {
      report("until", "says where the table ends, and so does 'footer'", remedy: "keep one of the two")
    }
    if dialect.quote == nil {
      if dialect.escape == .doubled {
        report("escape", "there are no quotes to double ('quote: none')", remedy: "write backslash, or remove it")
      }
      for key in ["blanks_around_quotes", "lines_per_record"] {
        report(key, "there are no quotes ('quote: none')", remedy: "remove one of the two")
      }
    }
    if dialect.headerLines == 0 {
      report("header_starts_with", "the file has no header ('header_lines: 0')", remedy: "write title_lines: NUMBER")
      for key in ["unpivot", "ignore"] {
        report(key, "the columns of the file have no names ('header_lines: 0')", remedy: "remove one of the two")
      }
    }
    if let quote = dialect.quote, quote == dialect.separator {
      report("separator", "is the quote too", remedy: "correct one of the two")
    }
    if let comment = dialect.comment, dialect.headerLines > 0, header.first?.hasPrefix(comment) == true {
      report("comment", "the header begins with '\(comment)' too", remedy: "remove it, or give a longer text")
    }
    if let first = dialect.comment?.utf8.first, first == dialect.separator || first == dialect.quote {
      report(
        "comment", "begins with the \(first == dialect.separator ? "separator" : "quote"), as a record may",
        remedy: "correct one of the two")
    }
    if case .until(let text)? = dialect.title, let first = header.first, dialect.headerLines == 1,
      !text.hasPrefix(first), !first.hasPrefix(text), !text.hasPrefix("\"")
    {
      report(
        "header_starts_with", "'\(text)' is not how 'header' begins ('\(first)')",
        remedy: "write the beginning of the header's line as it is in the file")
    }
  }
}

extension YAMLValue {
  /// True for the word null.
  var isNull: Bool {
    guard isEmpty, case .scalar(let scalar) = node else { return false }
    return scalar.string.lowercased() == "null"
  }
}
