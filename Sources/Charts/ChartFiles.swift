/// The names of the files of one table's chart, within the export folder.
package struct ChartFiles: Sendable {
  /// For a wide page and for print.
  package let svg: String
  /// For a phone.
  package let narrow: String
  package let png: String
  package let vegaLite: String

  init(_ table: String) {
    svg = "charts/\(table).svg"
    narrow = "charts/\(table)-narrow.svg"
    png = "charts/\(table).png"
    vegaLite = "charts/\(table).vl.json"
  }

  package var all: [String] { [svg, narrow, png, vegaLite] }
}
