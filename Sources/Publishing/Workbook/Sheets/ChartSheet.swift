import CXlsxWriter
import Model

/// The sheet with the numbers of the workbook's own charts. Each chart stands beside its table, and refers to this sheet: the table itself
/// may have its series below one another.
struct ChartSheet {
  /// Where the numbers of a chart are.
  private struct Block {
    var values: PlottedValues
    /// The row of the names of the series; the places follow below.
    var top: Int
  }

  private var blocks: [Block] = []
  private var next = 0

  /// Excel draws no more series.
  private static let mostSeries = 255

  /// Puts a chart beside a table that is being written.
  mutating func add(_ values: PlottedValues, to sheet: XlsxSheet, row: Int, column: Int, file: XlsxFile) throws {
    guard !values.places.isEmpty, (1...Self.mostSeries).contains(values.series.count) else { return }
    let block = Block(values: values, top: next + 1)
    next = block.top + values.places.count + 2
    blocks.append(block)
    let chart = try file.newChart(Self.type(values.form))
    let (first, last) = (block.top + 1, block.top + values.places.count)
    func range(_ column: Int) -> String {
      let letter = XlsxSheet.columnName(column)
      return "='\(SheetNames.chartData)'!$\(letter)$\(first + 1):$\(letter)$\(last + 1)"
    }
    for i in values.series.indices {
      guard let series = chart_add_series(chart, range(0), range(i + 1)) else { continue }
      chart_series_set_name_range(series, SheetNames.chartData, UInt32(block.top), UInt16(i + 1))
      if values.form == .points {
        var line = lxw_chart_line()
        line.none = 1
        chart_series_set_line(series, &line)
        chart_series_set_marker_type(series, UInt8(LXW_CHART_MARKER_CIRCLE.rawValue))
      }
    }
    chart_title_set_name(chart, ExcelText.escaped(values.title))
    var font = lxw_chart_font()
    font.size = 12
    chart_title_set_name_font(chart, &font)
    // Horizontal bars have their numbers along the other axis, and their first place below.
    let isHorizontal = values.form == .bars || values.form == .stackedBars
    if isHorizontal { chart_axis_set_reverse(chart.pointee.x_axis) }
    // libxlsxwriter calls the axis of the places x, also where they are beside it.
    chart_axis_set_name(chart.pointee.y_axis, ExcelText.escaped(values.unit))
    let isWhole = values.series.allSatisfy { $0.values.allSatisfy { $0.map { $0.rounded() == $0 } ?? true } }
    let largest = values.series.flatMap(\.values).compactMap { $0?.magnitude }.max() ?? 0
    chart_axis_set_num_format(
      chart.pointee.y_axis, isWhole || largest >= 100 ? "#,##0" : largest >= 1 ? "0.0" : "0.00##")
    if values.form == .days { chart_axis_set_num_format(chart.pointee.x_axis, "mmm yyyy") }
    if values.series.count == 1 {
      chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    } else {
      chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
      // Further numbers of the same places need no name of their own.
      let repeated = values.series.indices.filter { values.series[$0].isFurther }.map { Int16($0) } + [-1]
      if repeated.count > 1 {
        repeated.withUnsafeBufferPointer {
          chart_legend_delete_series(chart, UnsafeMutablePointer(mutating: $0.baseAddress))
        }
      }
    }
    try sheet.putChart(chart, row: row, column: column, height: isHorizontal ? values.places.count : 0)
  }

  /// Writes the numbers, after all charts were added.
  func write(to file: XlsxFile) throws {
    guard !blocks.isEmpty else { return }
    let sheet = try file.addSheet(SheetNames.chartData)
    // Its numbers are those of the tables: in the list of sheets, and on paper, it would only be in the way.
    sheet.hide()
    for block in blocks {
      try sheet.put("\(block.values.title) (\(block.values.unit))", row: block.top - 1, column: 0, style: .strong)
      for (i, series) in block.values.series.enumerated() {
        try sheet.put(series.name, row: block.top, column: i + 1, style: .strong)
      }
      for (n, place) in block.values.places.enumerated() {
        let row = block.top + 1 + n
        if block.values.form == .days {
          let day = TableColumn(name: "day", kind: .date, description: "")
          try sheet.put(
            ExcelCell.of(.text(block.values.days[n].description), day).cell, row: row, column: 0, style: .date)
        } else {
          try sheet.put(place, row: row, column: 0)
        }
        for (i, series) in block.values.series.enumerated() {
          if let value = series.values[n] { try sheet.put(.number(value), row: row, column: i + 1) }
        }
      }
    }
    try sheet.setWidth(36, ofColumn: 0)
  }

  private static func type(_ form: PlottedValues.Form) -> lxw_chart_type {
    switch form {
    case .line, .points: LXW_CHART_LINE
    case .columns: LXW_CHART_COLUMN
    case .stackedColumns: LXW_CHART_COLUMN_STACKED
    case .bars: LXW_CHART_BAR
    case .stackedBars: LXW_CHART_BAR_STACKED
    case .days: LXW_CHART_SCATTER_STRAIGHT
    }
  }
}
