/// The size of a drawing and of its letters, in the drawing's own pixels.
struct ChartFormat: Equatable {
  var width: Double
  /// The least height; nil for as much as the content needs. Rows that need more get more.
  var height: Double?
  var margin: Double
  var title: Double
  var subtitle: Double
  var label: Double
  /// The smallest letters, of the sources and small labels.
  var source: Double
  /// Lines of the title, and of the remarks, at most.
  var titleLines: Int
  var remarkLines: Int
  /// For a narrow screen: names stand above their bars, a key instead of labels at the ends of lines.
  var isNarrow = false

  /// For a page of at least 832 pixels, where the smallest letters have 11 pixels, and for print.
  static let wide = ChartFormat(
    width: 960, height: 540, margin: 24, title: 22, subtitle: 15, label: 15, source: 13.5, titleLines: 2, remarkLines: 3
  )
  /// For a phone of 390 pixels, on which a page shows it in 338: the smallest letters have 11.7 pixels there.
  static let narrow = ChartFormat(
    width: 360, height: nil, margin: 10, title: 17, subtitle: 13, label: 13, source: 12.5, titleLines: 5,
    remarkLines: 8,
    isNarrow: true)

  /// The distance between two lines of text.
  func line(_ size: Double) -> Double { size * 1.28 }
  /// Between the margins.
  var room: Double { width - 2 * margin }
}
