import CXML
import Model

/// A table of a page that its readers see.
struct HTMLTable {
  struct Cell {
    let element: HTMLPage.Node
    let content: PageText
  }

  struct Row {
    let element: HTMLPage.Node
    var cells: [SpanGrid<Cell>.Placed]

    /// The number of cells with a text; one over several columns is one.
    var filled: Int { Set(cells.filter { !$0.cell.content.text.isEmpty }.map(\.cell.element)).count }
  }

  let element: HTMLPage.Node
  /// "" where it has none.
  let caption: String
  /// The heading that stands before it; "" where there is none.
  let heading: String
  let rows: [Row]
  /// Whether a style of the page hides the table, or what it stands in.
  let isStyledAway: Bool

  /// The columns that a `col` hides.
  let hiddenColumns: Set<Int>

  /// The first cell that its readers see and that is in no row of it: the page is written in a way that only a browser mends.
  var stray: HTMLPage.Node? {
    Self.stray(in: element, besides: Set(rows.flatMap { Self.cells(of: $0.element) }))
  }

  /// The most places that the tables of a page may have together.
  private static let mostPlaces = 1_000_000

  /// The tables of a page, in their order; without hidden ones.
  ///
  /// - Parameter marks: raised texts and links to notes in cells that are no content.
  /// - Throws: ``Problem`` (`.badInput`) where cells span more places than a page can have.
  static func all(in page: HTMLPage, name file: String, marks: Set<String> = []) throws -> [HTMLTable] {
    var tables: [HTMLTable] = []
    var room = mostPlaces
    var heading = ""
    page.elements { element in
      let name = HTMLPage.name(element)
      if name.utf8.count == 2, name.first == "h", let digit = name.last, "123456".contains(digit) {
        if isSeen(element) { heading = PageText(element).text }
      } else if name == "table", isSeen(element) {
        tables.append(HTMLTable(element, heading: heading, marks: marks, room: &room))
      }
    }
    guard room >= 0 else {
      throw Problem(
        .badInput, at: file, "the tables of the page have more than \(mostPlaces) places",
        remedy: "look at the page: colspan or rowspan may be typing errors, or be made to do harm")
    }
    return tables
  }

  private init(_ element: HTMLPage.Node, heading: String, marks: Set<String>, room: inout Int) {
    self.element = element
    self.heading = heading
    var around: HTMLPage.Node? = element
    while let node = around, !PageStyle.isMarked(node) { around = HTMLPage.parent(of: node) }
    isStyledAway = around != nil
    var caption = ""
    var sections: [[HTMLPage.Node]] = [[]]
    // The first of each stands above and below all other rows, wherever it is written.
    var (head, foot): ([HTMLPage.Node]?, [HTMLPage.Node]?)
    for child in Self.children(of: element) {
      let rows = Self.children(of: child).filter { HTMLPage.name($0) == "tr" }
      switch HTMLPage.name(child) {
      case "caption": caption = PageText(child).text
      case "tr": sections[sections.count - 1].append(child)
      case "thead" where head == nil: head = rows
      case "tfoot" where foot == nil: foot = rows
      case "thead", "tbody", "tfoot": sections += [rows, []]
      default: continue
      }
    }
    sections = [head ?? []] + sections + [foot ?? []]
    self.caption = caption
    hiddenColumns = Self.hiddenColumns(of: element)
    var rows: [Row] = []
    for section in sections {
      // A cell spans rows of its section at most.
      let written = section.map { row in
        Self.cells(of: row).map { cell in
          (
            cell: Cell(element: cell, content: PageText(cell, marks: marks)),
            height: Self.size("rowspan", of: cell), width: Self.size("colspan", of: cell)
          )
        }
      }
      let grid = SpanGrid(written, room: &room).rows
      rows += zip(section, grid).map { Row(element: $0, cells: $1) }.filter { !$0.cells.isEmpty }
    }
    self.rows = rows
  }

  private static func cells(of row: HTMLPage.Node) -> [HTMLPage.Node] {
    children(of: row).filter { ["td", "th"].contains(HTMLPage.name($0)) }
  }

  private static func stray(in node: HTMLPage.Node, besides known: Set<HTMLPage.Node>) -> HTMLPage.Node? {
    for child in children(of: node) where HTMLPage.name(child) != "table" && PageText.sight(of: child) != .unseen {
      let isCell = ["td", "th"].contains(HTMLPage.name(child))
      if isCell, !known.contains(child), !PageText(child).text.isEmpty { return child }
      if let found = stray(in: child, besides: known) { return found }
    }
    return nil
  }

  private static func hiddenColumns(of table: HTMLPage.Node) -> Set<Int> {
    var hidden: Set<Int> = []
    var column = 0
    func add(_ node: HTMLPage.Node, isHidden: Bool) {
      let width = size("span", of: node)
      let isHidden = isHidden || PageText.sight(of: node) != .seen
      if isHidden { hidden.formUnion(column..<column + min(width, 1000)) }
      column += width
    }
    for child in children(of: table) {
      if HTMLPage.name(child) == "col" { add(child, isHidden: false) }
      guard HTMLPage.name(child) == "colgroup" else { continue }
      let columns = children(of: child).filter { HTMLPage.name($0) == "col" }
      // By its own attributes: as an element it is never content.
      let style = HTMLPage.attribute("style", of: child).map(WikitextStyle.sight) ?? .seen
      let isHidden = style != .seen || HTMLPage.attribute("hidden", of: child) != nil
      if columns.isEmpty, isHidden { hidden.formUnion(column..<column + min(size("span", of: child), 1000)) }
      if columns.isEmpty { column += size("span", of: child) }
      for one in columns { add(one, isHidden: isHidden) }
    }
    return hidden
  }

  private static func size(_ name: String, of cell: HTMLPage.Node) -> Int {
    SpanGrid<Cell>.size(HTMLPage.attribute(name, of: cell).map { Array($0.utf8) }, isOfRows: name == "rowspan")
  }

  private static func children(of node: HTMLPage.Node) -> [HTMLPage.Node] {
    var children: [HTMLPage.Node] = []
    var next = node.pointee.children
    while let child = next {
      if child.pointee.type == XML_ELEMENT_NODE { children.append(child) }
      next = child.pointee.next
    }
    return children
  }

  /// Whether neither the element nor one around it is hidden.
  private static func isSeen(_ element: HTMLPage.Node) -> Bool {
    var next: HTMLPage.Node? = element
    while let node = next, node.pointee.type == XML_ELEMENT_NODE {
      if PageText.sight(of: node) == .unseen { return false }
      next = node.pointee.parent
    }
    return true
  }
}
