import Model
import Words

/// The table to read from a page.
struct WikitextPage {
  private static let largest = 64 << 20
  /// So that what is kept of them fits into some 60 MB of memory.
  private static let mostTables = 100_000

  let table: WikitextTable
  let grid: WikitextGrid
  /// The texts of the header cells.
  let header: [String]
  /// The name of the table in messages.
  let place: String

  /// Finds the table by its caption, or by its header if the reading names no caption, and records all tables in the
  /// markup.
  ///
  /// - Throws: ``Problem`` (`.badInput`) when there is no such table or more than one, when it has no end, or when the
  ///   page may have other rows than its wikitext.
  init(_ markup: inout WikitextMarkup, name: String, reading: Reading) throws {
    let bytes = markup.bytes
    let beginnings = bytes.indices.dropLast().count { i in
      bytes[i] == UInt8(ascii: "{") && bytes[i + 1] == UInt8(ascii: "|")
    }
    guard beginnings <= Self.mostTables else {
      throw Problem(
        .badInput, at: name,
        "the page has \(beginnings) beginnings of tables ({|); at most \(Self.mostTables) are read",
        remedy: "read the page: it may be no page of a wiki, or be made to do harm")
    }
    let (tables, lostRows) = WikitextTable.all(in: &markup)
    let page = markup
    let headers = tables.map { table in Self.header(of: table, page) }
    let near = try WikitextHeadings(page).tables(tables, under: reading.heading, name: name)
    let place = near[
      try Self.choose(among: near.map { tables[$0] }, near.map { headers[$0] }, page, name: name, reading: reading)]
    table = tables[place]
    grid = WikitextGrid(table, page)
    header = headers[place]
    self.place =
      reading.caption.map { "\(name), table '\($0)'" } ?? "\(name), the table of \(header.joined(separator: ", "))"
    guard table.isClosed else {
      throw Problem(
        .badInput, at: name,
        "the table '\(reading.caption ?? header.joined(separator: ", "))' has no end: '|}' is missing after row "
          + "\(max(table.rows.count - 1, 0))",
        remedy: "the page is cut off or being edited: fetch it again later")
    }
    // A page may have many tables.
    let isNear = Set(near)
    for (i, other) in headers.enumerated() where i != place && isNear.contains(i) {
      guard let likeness = Self.likeness(other, header, counted: reading.counted) else { continue }
      throw Problem(
        .badInput, at: self.place,
        "another table of the page has \(likeness): it has been split, and "
          + "\(English.count(max(tables[i].rows.count - 1, 0), "row")) would be left out",
        remedy:
          "read the page; if the other table has another subject, its header needs another word; otherwise wait until the "
          + "tables are merged again")
    }
    if let fault = WikitextRowCheck(page, inlineTemplates: reading.inlineTemplates).fault(of: table) {
      let row = max(table.rows.lastIndex { $0.range.lowerBound <= fault.offset } ?? 0, 0)
      throw Problem(
        .badInput, at: self.place, "\(row == 0 ? "it" : "row \(row)") \(fault.what)",
        remedy:
          "read the page: every row must be written in it as cells; a template that makes neither rows nor cells can "
          + "be named under read.inline_templates in the dataset's dataset.yaml")
    }
    if let lost = lostRows.first(where: { $0 >= table.range.upperBound }) {
      let line = page.text(lost..<(page.find("\n", from: lost) ?? page.bytes.count))
      throw Problem(
        .badInput, at: self.place, "there are rows after its end: \"\(line.prefix(80))\" is in no table",
        remedy: "the page is being edited: fetch it again later")
    }
  }

  private static func header(of table: WikitextTable, _ markup: WikitextMarkup) -> [String] {
    var first = table
    first.rows = Array(table.rows.prefix(1))
    return WikitextGrid(first, markup).rows.first?.map { WikitextPlain.text($0.content, markup) } ?? []
  }

  /// What another table's header shares with the one that is read, in words; nil if the table may have another subject.
  ///
  /// A table with the same first column and numbers goes on where the one that is read ends, even if it leaves out a column or two.
  private static func likeness(_ other: [String], _ header: [String], counted: [String]) -> String? {
    let (a, b) = (Set(other.map { $0.lowercased() }), Set(header.map { $0.lowercased() }))
    let shared = a.intersection(b)
    if !b.isEmpty, a == b || (b.count >= 4 && shared.count >= b.count - 1) { return "the same header" }
    guard let first = header.first, shared.contains(first.lowercased()), shared.count * 2 > b.count,
      Set(counted.map { $0.lowercased() }).intersection(shared).count >= 2
    else { return nil }
    return "\(shared.count) of its \(b.count) header cells"
  }

  private static func choose(
    among tables: [WikitextTable], _ headers: [[String]], _ markup: WikitextMarkup, name: String, reading: Reading
  ) throws -> Int {
    guard let wanted = reading.caption else {
      return try chooseByHeader(among: headers, markup, name: name, reading: reading)
    }
    let captions = tables.map { table in
      table.caption.map { WikitextPlain.text(markup.cell($0).content, markup) } ?? ""
    }
    let fitting = captions.indices.filter { captions[$0].hasPrefix(wanted) }
    guard let first = fitting.first else {
      try checkTemplates(markup, name)
      let known = captions.filter { !$0.isEmpty }.prefix(10).map { "'\($0.prefix(60))'" }
      throw Problem(
        .badInput, at: name,
        "no table has a caption that begins with '\(wanted)'; the page has "
          + (known.isEmpty
            ? "\(tables.count) tables without a caption" : "the captions " + known.joined(separator: ", ")),
        remedy: "if the page was rearranged, edit read.caption in the dataset's dataset.yaml, then: soundings check")
    }
    guard fitting.count == 1 else {
      throw Problem(
        .badInput, at: name, "\(fitting.count) tables have a caption that begins with '\(wanted)'",
        remedy: "write more of the caption under read.caption in the dataset's dataset.yaml, then: soundings check")
    }
    return first
  }

  private static func chooseByHeader(
    among headers: [[String]], _ markup: WikitextMarkup, name: String, reading: Reading
  ) throws -> Int {
    let all = headers.filter { !$0.isEmpty }
    let fitting = headers.indices.filter { place in
      let found = headers[place]
      let wanted = reading.header.filter { found.contains($0) || !$0.contains("@") }
      return found == wanted
    }
    if fitting.count == 1 { return fitting[0] }
    // If there is only one table, its differences make the best message.
    if fitting.isEmpty, all.count == 1, let only = headers.firstIndex(where: { !$0.isEmpty }) { return only }
    if fitting.isEmpty { try checkTemplates(markup, name) }
    throw Problem(
      .badInput, at: name,
      fitting.isEmpty
        ? "none of the page's \(all.count) tables has the header \(reading.header.joined(separator: ", "))"
        : "\(fitting.count) tables have the header \(reading.header.joined(separator: ", "))",
      remedy: fitting.isEmpty
        ? "correct read.header in the dataset's dataset.yaml, then: soundings check"
        : "name the caption of the right one under read.caption in the dataset's dataset.yaml, then: soundings check")
  }

  /// What a template makes of a table in one of its arguments is not on the page.
  ///
  /// - Throws: ``Problem`` (`.badInput`) where a template is given a table.
  private static func checkTemplates(_ markup: WikitextMarkup, _ name: String) throws {
    var i = 0
    while i < markup.bytes.count {
      guard let construct = markup.construct(at: i) else {
        i += 1
        continue
      }
      if construct.kind == .template, markup.find("{|", from: i, before: construct.end) != nil {
        let template = WikitextCall(i..<construct.end, markup).name
        throw Problem(
          .badInput, at: name,
          "no table of the page is the one to read; one is inside of the template {{\(template.prefix(60))}}, which may change it",
          remedy: "use a page or a revision on which the table stands by itself, not in a template's argument")
      }
      i = construct.end
    }
  }

  // MARK: Bytes

  /// The wikitext of a file.
  ///
  /// - Parameter envelope: the pointer to the page in the file's JSON; nil if the file is the page itself.
  static func bytes(path: String, name: String, envelope: String?) throws -> [UInt8] {
    guard let envelope else { return try wholeFile(path: path, name: name) }
    return try inEnvelope(path: path, name: name, pointer: envelope)
  }

  /// Checks what stands beside the page; what an envelope leaves out says nothing.
  ///
  /// - Throws: ``Problem`` (`.badInput`) if something else stands there.
  static func checkEnvelope(path: String, name: String, reading: Reading) throws {
    for (pointer, wanted) in reading.required.sorted(by: { $0.key < $1.key }) {
      guard let found = try JSONLookup.text(path: path, name: name, pointer: pointer), found != wanted else { continue }
      throw Problem(
        .badInput, at: name, "'\(found.prefix(200))' stands at \(pointer), and read.require declares '\(wanted)'",
        remedy:
          "look at the page; if it was renamed, correct read.require in the dataset's dataset.yaml, then: soundings check"
      )
    }
  }

  private static func inEnvelope(path: String, name: String, pointer: String) throws -> [UInt8] {
    if let text = try JSONLookup.text(path: path, name: name, pointer: pointer) { return Array(text.utf8) }
    // MediaWiki reports errors here, with status 200.
    let message = (try? JSONLookup.text(path: path, name: name, pointer: "/error/info")) ?? nil
    if let message {
      throw Problem(
        .badInput, at: name, "the publisher sent an error message instead of a page: \(message.prefix(200))",
        remedy: "check the address under 'fetch:' in the dataset's dataset.yaml, or try again later")
    }
    throw Problem(
      .badInput, at: name, "there is no page text at \(pointer)",
      remedy: "the page was renamed or removed, or read.text in the dataset's dataset.yaml needs editing")
  }

  private static func wholeFile(path: String, name: String) throws -> [UInt8] {
    let bytes = try InputFile.prefix(path: path, name: name, count: largest + 1)
    guard bytes.count <= largest else {
      throw Problem(
        .badInput, at: name, "the file is larger than \(largest >> 20) MiB, too large for a wiki page",
        remedy: "check that it is the page and nothing else")
    }
    return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }
}
