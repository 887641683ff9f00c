import Model

/// `read:` of a manifest, as it is written.
enum ReadingText {
  static func entries(_ reading: Reading) -> [(String, String)] {
    var entries: [(String, String)] = [("format", reading.format.rawValue)]
    switch reading.container {
    case .gzip: entries.append(("container", "gzip"))
    case .zip(let member): entries.append(("container", YAMLText.mapping([("zip", YAMLText.text(member))])))
    case nil: break
    }
    switch reading.format {
    case .csv: dialect(reading.dialect, &entries)
    case .json: shape(reading, &entries)
    case .xlsx: sheet(reading.sheet, &entries)
    case .html:
      title(reading.dialect, &entries)
      if reading.dialect.headerLines != 1 { entries.append(("header_lines", "\(reading.dialect.headerLines)")) }
      if let caption = reading.caption { entries.append(("caption", YAMLText.text(caption))) }
      if let heading = reading.heading { entries.append(("heading", YAMLText.text(heading))) }
      footer(reading.dialect, &entries)
    case .wikitext, .pdf: break
    }
    if let lines = reading.linesPerRecord { entries.append(("lines_per_record", "\(lines)")) }
    entries.append(("header", YAMLText.list(reading.header)))
    if !reading.names.isEmpty { entries.append(("names", YAMLText.list(reading.names))) }
    if let unpivot = reading.unpivot {
      entries.append(
        (
          "unpivot",
          YAMLText.mapping([
            ("columns", "'\(unpivot.columns)'"), ("name", unpivot.name), ("value", unpivot.value),
          ])
        ))
    }
    return entries
  }

  private static func dialect(_ dialect: Dialect, _ entries: inout [(String, String)]) {
    if let encoding = dialect.encoding { entries.append(("encoding", encoding.rawValue)) }
    switch dialect.separator {
    case UInt8(ascii: ","): break
    case 9: entries.append(("separator", "tab"))
    default: entries.append(("separator", "'\(Character(Unicode.Scalar(dialect.separator)))'"))
    }
    if dialect.quote == nil { entries.append(("quote", "none")) }
    if dialect.escape == .backslash { entries.append(("escape", "backslash")) }
    if dialect.hasSeparatorLine { entries.append(("sep_line", "true")) }
    title(dialect, &entries)
    if dialect.headerLines != 1 { entries.append(("header_lines", "\(dialect.headerLines)")) }
    if let comment = dialect.comment { entries.append(("comment", "'\(comment)'")) }
    footer(dialect, &entries)
    if dialect.endsAtBlankLine { entries.append(("until", "blank")) }
    if dialect.hasTrailingSeparator { entries.append(("trailing_separator", "true")) }
    if dialect.allowsShortRecords { entries.append(("missing", "null")) }
    size(dialect.recordSize, &entries)
  }

  private static func title(_ dialect: Dialect, _ entries: inout [(String, String)]) {
    switch dialect.title {
    case .lines(let count): entries.append(("title_lines", "\(count)"))
    case .until(let text): entries.append(("header_starts_with", YAMLText.text(text)))
    case nil: break
    }
  }

  private static func footer(_ dialect: Dialect, _ entries: inout [(String, String)]) {
    if !dialect.footer.isEmpty { entries.append(("footer", YAMLText.list(dialect.footer))) }
  }

  private static func size(_ bytes: Int, _ entries: inout [(String, String)]) {
    if bytes != Dialect.usualRecordSize { entries.append(("record_mib", "\(bytes >> 20)")) }
  }

  private static func shape(_ reading: Reading, _ entries: inout [(String, String)]) {
    let shape = reading.shape
    switch reading.inside {
    case .script(let id): entries.append(("inside", YAMLText.mapping([("script", YAMLText.text(id))])))
    case .variable(let name): entries.append(("inside", YAMLText.mapping([("variable", YAMLText.text(name))])))
    case nil: break
    }
    if shape.kind != .objects { entries.append(("shape", shape.kind.rawValue)) }
    if !reading.records.isEmpty { entries.append(("records", YAMLText.text(reading.records))) }
    if let place = shape.headerAt { entries.append(("header_at", YAMLText.text(place))) }
    if let key = shape.headerName { entries.append(("header_name", YAMLText.text(key))) }
    if let key = shape.keyColumn { entries.append(("key_column", YAMLText.text(key))) }
    if !shape.asText.isEmpty { entries.append(("as_text", YAMLText.list(shape.asText))) }
    if shape.hasNotNumbers { entries.append(("not_numbers", "null")) }
    size(shape.recordSize, &entries)
  }

  private static func sheet(_ sheet: SheetShape, _ entries: inout [(String, String)]) {
    switch sheet.choice {
    case .named(let name): entries.append(("sheet", YAMLText.text(name)))
    case .like(let pattern): entries.append(("sheet_like", YAMLText.text(pattern)))
    case .only: break
    }
    if sheet.headerRows != 1 { entries.append(("header_lines", "\(sheet.headerRows)")) }
    if sheet.headerWithin != 30 { entries.append(("header_within", "\(sheet.headerWithin)")) }
    switch sheet.end {
    case .sheet: break
    case .blankRow: entries.append(("until", "blank"))
    case .texts(let texts): entries.append(("until", YAMLText.list(texts)))
    }
    if let hidden = sheet.hidden { entries.append(("hidden", hidden.rawValue)) }
  }
}
