/// A chart before it is drawn.
struct Chart {
  let table: String
  let data: ChartData
  let source: String
  var description: String { ChartWords.description(of: data) }
}
