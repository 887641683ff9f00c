/// A chart before it is drawn.
struct Chart {
  let table: String
  let data: ChartData
  let source: String
  var description: String { ChartWords.description(of: data) }

  /// The chart drawn in one width, for each use. Both widths may stand on one page.
  func svg(_ format: ChartFormat, for uses: [SVGDrawing.Use]) -> [[UInt8]] {
    let picture = ChartLayout.picture(of: data, source: source, format: format)
    let (name, words) = (format.isNarrow ? "\(table)-narrow" : table, description)
    return uses.map { SVGDrawing.bytes(of: picture, name: name, title: data.title, description: words, for: $0) }
  }
}
