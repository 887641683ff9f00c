import Model
import Words

// Where a table is in a PDF: a part of `read:` in a manifest.
extension DatasetReader {
  static let pdfKeys = [
    "title", "until", "leave_out", "over", "header_line", "columns_at", "align", "row_gap", "sections", "faults",
    "prose", "labels_alone", "marks", "page_numbers",
  ]
  /// A side of the largest page that PDF allows, in points.
  private static let longestSide = 14_400.0

  func pdf(_ map: YAMLMap, _ header: [String]) -> PDFTable {
    var table = PDFTable.plain
    table.title = map["title"]?.text()
    table.until = map["until"]?.texts(orOne: true) ?? []
    table.leaveOut = map["leave_out"]?.texts(orOne: true) ?? []
    table.leavesOutPageNumbers = map["page_numbers"]?.choice(["leave_out"]) != nil
    table.over = map["over"]?.texts(orOne: true) ?? []
    table.hasHeaderLine = map["header_line"]?.flag() ?? true
    table.ranges = map["columns_at"].flatMap { ranges($0, header) } ?? []
    table.alignments = map["align"].map { alignments($0, header) } ?? [:]
    table.rowGap = map["row_gap"]?.number(in: -100...100)
    table.sections = map["sections"]?.items(orOne: true)?.compactMap { section($0, isOfPages: true) } ?? []
    table.hasLabelsAlone = map["labels_alone"]?.choice(["read"]) != nil
    table.allowsFaults = map["faults"]?.choice(["accepted"]) != nil
    if map["columns_at"] == nil {
      let advice = "write columns_at: [[FROM, TO], ...], one for each column, in points from the left edge of the page"
      if !table.hasHeaderLine {
        map["header_line"]?.report("without a header the columns cannot be found", remedy: advice)
      } else if header.contains(where: { $0.trimmed.isEmpty }) {
        map["header"]?.report("a column without a header cannot be found by its words", remedy: advice)
      }
    } else {
      map["align"]?.report("the places of the columns are declared already", remedy: "remove it, or 'columns_at'")
    }
    return table
  }

  private func ranges(_ value: YAMLValue, _ header: [String]) -> [PDFTable.Range]? {
    guard let items = value.items() else { return nil }
    let ranges = items.compactMap { item -> PDFTable.Range? in
      guard let ends = item.items() else { return nil }
      guard ends.count == 2 else {
        item.report(
          "is \(English.count(ends.count, "number")), not a beginning and an end", remedy: "write [FROM, TO], in points"
        )
        return nil
      }
      let numbers = ends.compactMap { $0.number(in: 0...Self.longestSide) }
      return numbers.count == 2 ? PDFTable.Range(from: numbers[0], to: numbers[1]) : nil
    }
    guard ranges.count == items.count else { return nil }
    guard ranges.count == header.count else {
      value.report(
        "\(English.count(ranges.count, "place")) for \(English.count(header.count, "column")) of 'header'",
        remedy: "give every column its place, in the same order: [[FROM, TO], ...]")
      return nil
    }
    var end = -1.0
    for (range, name) in zip(ranges, header) {
      guard range.from < range.to, range.from >= end else {
        value.report(
          "the place of '\(name)' begins before the column before it ends, or ends before it begins",
          remedy: "write the columns from left to right, each [FROM, TO] with FROM below TO")
        return nil
      }
      end = range.to
    }
    return ranges
  }

  private func alignments(_ value: YAMLValue, _ header: [String]) -> [String: PDFTable.Alignment] {
    guard let map = YAMLMap(value, expected: "a mapping of columns ({Total: right})") else { return [:] }
    var alignments: [String: PDFTable.Alignment] = [:]
    for entry in map.entries {
      guard header.contains(entry.key) else {
        file.report(
          line: entry.line, "read.align: '\(entry.key)' is not in 'header'",
          remedy: Suggestion.question(entry.key, among: header) + "The header has: \(header.joined(separator: ", "))")
        continue
      }
      alignments[entry.key] = entry.value.choice(PDFTable.Alignment.self)
    }
    return alignments
  }

  /// - Parameter isOfPages: the format has pages, of which a text may be.
  func section(_ value: YAMLValue, isOfPages: Bool) -> PDFTable.Section? {
    guard let map = YAMLMap(value, keys: ["name", "pattern"] + (isOfPages ? ["place"] : [])) else { return nil }
    let name = map.required("name")?.text()
    let pattern = map.required("pattern")?.pattern()
    let place = map["place"]?.choice(PDFTable.Section.Place.self) ?? .above
    guard let name, let pattern else { return nil }
    return PDFTable.Section(name: name, pattern: pattern, place: place)
  }
}
