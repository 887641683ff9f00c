import Manifest
import Model
import Words

/// Computes the positions of a chart's parts.
struct ChartLayout {
  let data: ChartData
  let format: ChartFormat
  var picture: ChartPicture
  private let source: String

  init(_ data: ChartData, source: String = "", format: ChartFormat) {
    self.data = data
    self.format = format
    self.source = source
    picture = ChartPicture(width: format.width, height: format.height ?? 0)
    picture.readingSize = format.label
  }

  /// - Parameter source: the line that names the sources of the numbers.
  static func picture(of data: ChartData, source: String, format: ChartFormat = .wide) -> ChartPicture {
    var layout = ChartLayout(data.drawable, source: ChartFont.drawable(source), format: format)
    layout.putHeader()
    if data.isEmpty {
      layout.putNothing()
    } else if data.isHorizontal {
      layout.putRows()
    } else if layout.data.hasPanels {
      layout.putPanels()
    } else {
      layout.putColumns()
    }
    return layout.picture
  }

  /// Places the title, the remarks, and the key if series cannot be named beside their marks.
  private mutating func putHeader() {
    var y = format.isNarrow ? 8.0 : 16.0
    func put(_ lines: [String], _ size: Double, _ layout: inout ChartLayout, isBold: Bool, _ tone: ChartStyle.Tone) {
      for line in lines {
        y += layout.format.line(size)
        layout.put(
          line, x: layout.format.margin, y: y - size * 0.5, size: size, isBold: isBold, tone: tone)
      }
    }
    put(
      ChartText.balanced(data.title, size: format.title, isBold: true, to: format.room, lines: format.titleLines),
      format.title, &self, isBold: true, .ink)
    y += 4
    let shared = data.hasPanels ? data.annotations.map(\.words) : []
    let remarks = (markingWords.map { [$0] } ?? []) + shared + data.remarks
    put(
      ChartText.wrapped(
        English.capitalized(remarks.joined(separator: " · ")), size: format.subtitle, to: format.room,
        lines: format.remarkLines),
      format.subtitle, &self, isBold: false, .quiet)
    if hasKey { y = putKey(below: y + 6) }
    picture.frame.top = y + 10
  }

  private var markingWords: String? {
    data.marking.map { word in
      switch data.kind {
      case .bar, .stackedBar: "lighter bar: \(word)"
      case .line, .steppedLine: "dashed line, open mark: \(word)"
      case .dot: "open mark: \(word)"
      }
    }
  }

  var hasKey: Bool {
    data.series.count > 1 && !data.isEmpty && !data.hasPanels
      && (format.isNarrow || data.isHorizontal || data.kind == .bar || data.kind == .dot)
  }

  private mutating func putKey(below top: Double) -> Double {
    var (x, y) = (format.margin, top + format.label * 0.7)
    for (i, series) in data.series.enumerated() {
      var name = series.name
      // There is no room for numbers at the ends of lines.
      if format.isNarrow, data.isLine, let last = data.drawnPoints(of: series).last { name += ": \(last.text)" }
      name = ChartText.truncated(name, size: format.label, to: min(400, format.room - 20))
      let width = ChartText.width(name, size: format.label) + 38
      if x > format.margin, x + width - 18 > format.width - format.margin {
        (x, y) = (format.margin, y + format.line(format.label) + 2)
      }
      picture.symbols.append(.init(x: x + 6, y: y, series: i, isSquare: data.kind != .dot && !data.isLine))
      put(name, x: x + 18, y: y)
      x += width
    }
    return y + format.label * 0.7
  }

  /// Gives the plot its height below what stands above it, and places the sources below.
  mutating func close(body: Double) {
    let lines = ChartText.wrapped(source, size: format.source, to: format.room, lines: format.isNarrow ? 6 : 3)
    let footer = Double(lines.count) * format.line(format.source) + 22
    picture.height = max(format.height ?? 0, (picture.frame.top + body + footer).rounded(.up))
    picture.frame.bottom = picture.height - footer
    var y = picture.frame.bottom + 14
    for line in lines {
      y += format.line(format.source)
      put(line, x: format.margin, y: y - format.source * 0.6, size: format.source, tone: .quiet)
    }
  }

  private mutating func putNothing() {
    close(body: 110)
    let middle = (picture.frame.top + picture.frame.bottom) / 2
    put(data.emptyWords, x: format.width / 2, y: middle, .center, size: format.subtitle, tone: .quiet)
  }

  mutating func put(
    _ text: String, x: Double, y: Double, _ anchor: ChartPicture.Anchor = .left, size: Double? = nil,
    isBold: Bool = false, tone: ChartStyle.Tone = .ink, hasGround: Bool = false
  ) {
    picture.labels.append(
      .init(
        x: x, y: y, anchor: anchor, size: size ?? format.label, isBold: isBold, tone: tone, text: text,
        hasGround: hasGround))
  }

  /// The range of the axis of numbers: bars begin at zero, and so does everything else that comes near it.
  func valueRange() -> (low: Double, high: Double) {
    var low = 0.0
    var high = 0.0
    if data.kind == .stackedBar {
      for (up, down) in stacks().values.map({ ($0.up, $0.down) }) { (low, high) = (min(low, down), max(high, up)) }
    } else {
      let values = data.series.flatMap { data.drawnPoints(of: $0).map { data.numbers.scaled($0.value) } }
      low = values.min() ?? 0
      high = values.max() ?? 0
      if data.kind == .bar || low * high <= 0
        || min(low.magnitude, high.magnitude) < 0.6 * max(low.magnitude, high.magnitude)
      {
        (low, high) = (min(low, 0), max(high, 0))
      }
    }
    if low == high { (low, high) = low < 0 ? (low, 0) : low > 0 ? (0, high) : (0, 1) }
    return (low, high)
  }
}
