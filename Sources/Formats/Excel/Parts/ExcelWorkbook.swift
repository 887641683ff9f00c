import Model
import Words

/// What a workbook says about its sheets: their names, what they share, how days are counted.
struct ExcelWorkbook {
  struct Sheet {
    var name: String
    var isHidden: Bool
    /// Nil for what is no worksheet: a chart.
    var part: String?
  }

  let file: WorkbookFile
  let sheets: [Sheet]
  /// Whether day 0 is 1 January 1904.
  let isFrom1904: Bool
  let strings: SharedStrings
  let styles: SheetStyles

  private static let mostSheets = 10_000

  /// - Parameter skipped: raised texts that are no content.
  /// - Throws: ``Problem`` (`.badInput`) where a part is missing or cannot be read.
  init(path: String, name: String, skipping skipped: Set<String> = []) throws {
    let file = try WorkbookFile(path: path, name: name)
    let root = try file.relations(of: "").first { $0.type == "officeDocument" }
    guard let main = root?.path else {
      throw Problem(
        .badInput, at: name, "the zip archive names no workbook in '_rels/.rels'",
        remedy: "look at it with unzip -l: it may be packed (read.container), or be something else")
    }
    let relations = try file.relations(of: main)
    let stream = try file.part(main)
    let (sheet, properties) = (stream.interned("sheet"), stream.interned("workbookPr"))
    var sheets: [Sheet] = []
    var isFrom1904 = false
    while let event = try stream.next() {
      guard event == .start else { continue }
      if stream.name == properties {
        isFrom1904 = ["1", "true"].contains(stream.attribute("date1904") ?? "")
      } else if stream.name == sheet {
        let id = stream.attribute("id") ?? ""
        let target = relations.first { $0.id == id && $0.type == "worksheet" }
        sheets.append(
          Sheet(
            name: stream.attribute("name") ?? "", isHidden: (stream.attribute("state") ?? "visible") != "visible",
            part: target?.path))
        guard sheets.count <= Self.mostSheets else { throw stream.problem("more than \(Self.mostSheets) sheets") }
      }
    }
    (self.file, self.sheets, self.isFrom1904) = (file, sheets, isFrom1904)
    strings = try SharedStrings(
      try relations.first { $0.type == "sharedStrings" }.map { try file.part($0.path) }, skipping: skipped)
    styles = try SheetStyles(try relations.first { $0.type == "styles" }.map { try file.part($0.path) })
  }

  /// The sheet that a reading names, and the path of its part.
  ///
  /// - Throws: ``Problem`` (`.badInput`) where there is none or more than one; it lists the sheets.
  func sheet(_ shape: SheetShape) throws -> (sheet: Sheet, part: String) {
    var fitting: [Sheet]
    let words: String
    switch shape.choice {
    case .named(let wanted):
      fitting = sheets.filter { $0.name == wanted }
      words = "no sheet is named '\(wanted)'"
    case .like(let pattern):
      let regex = try? Regex(pattern)
      fitting = sheets.filter { sheet in regex.map { (try? $0.wholeMatch(in: sheet.name)) != nil } ?? false }
      words = "no sheet has a name like '\(pattern)'"
    case .only:
      fitting = sheets
      words = "the workbook has no sheet"
    }
    if shape.hidden != .read {
      let visible = fitting.filter { !$0.isHidden }
      if visible.isEmpty, let hidden = fitting.first {
        throw Problem(
          .badInput, at: file.name,
          "the sheet '\(hidden.name)' is hidden, and nothing says whether to read it; \(listed)",
          remedy: "look at it; to read it, write hidden: read under read: in the dataset's dataset.yaml")
      }
      fitting = visible
    }
    guard fitting.count == 1, let one = fitting.first else {
      throw Problem(
        .badInput, at: file.name, fitting.isEmpty ? "\(words); \(listed)" : "\(fitting.count) sheets fit; \(listed)",
        remedy: "name one under read.sheet in the dataset's dataset.yaml, then: soundings check")
    }
    guard let part = one.part else {
      throw Problem(
        .badInput, at: file.name, "the sheet '\(one.name)' has no cells: it is a chart or a dialog; \(listed)",
        remedy: "name another under read.sheet in the dataset's dataset.yaml, then: soundings check")
    }
    return (one, part)
  }

  private var listed: String {
    let shown = 30
    let names = sheets.prefix(shown).map { "'\($0.name)'" + ($0.isHidden ? " (hidden)" : "") }
    let more = sheets.count > shown ? ", and \(sheets.count - shown) more" : ""
    return names.isEmpty ? "it has none" : "its sheets are " + names.joined(separator: ", ") + more
  }
}
