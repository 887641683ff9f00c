import Manifest

/// Thin lines and shaded spans with a label each, above the plot.
extension ChartLayout {
  struct AnnotationLabel {
    var text: String
    /// The line, or the span's beginning and end, in pixels.
    var from: Double
    var to: Double?
    var x: Double
    var anchor: ChartPicture.Anchor
    /// Counted from the plot.
    var row: Int
  }

  var annotationLine: Double { format.line(format.source) + 2 }

  /// The labels in rows above the plot, so that no label lies over another or over the title.
  ///
  /// The last one stands lowest, and each one before it above those that it would touch, so that no line runs through a label that begins
  /// at its own.
  func annotationLabels() -> (labels: [AnnotationLabel], rows: Int) {
    let right = format.width - format.margin
    var placed: [(label: AnnotationLabel, left: Double, right: Double)] = []
    for annotation in data.annotations.sorted(by: { $0.from > $1.from }) {
      let from = picture.pixel(x: annotation.from)
      let to = annotation.to.map { picture.pixel(x: $0) }
      let text = ChartText.truncated(annotation.text, size: format.source, to: format.room)
      let width = ChartText.width(text, size: format.source)
      var label = AnnotationLabel(text: text, from: from, to: to, x: from + 3, anchor: .left, row: 0)
      var left = label.x
      if left + width > right {
        // To the left of its line where there is room, else as far left as it must.
        label.x = max(from - 3, format.margin + width)
        label.anchor = .right
        left = label.x - width
        if from - 3 < format.margin + width { (label.x, label.anchor, left) = (right - width, .left, right - width) }
      }
      let end = left + width
      let touching = placed.filter { min(left, from) - 8 < $0.right && $0.left - 8 < max(end, from) }
      label.row = (touching.map(\.label.row).max() ?? -1) + 1
      placed.append((label, left, end))
    }
    return (placed.map(\.label), (placed.map(\.label.row).max() ?? -1) + 1)
  }

  /// - Parameter bottom: of the lowest row.
  mutating func put(_ annotations: [AnnotationLabel], bottom: Double) {
    for label in annotations {
      let y = bottom - Double(label.row) * annotationLine
      putMark(from: label.from, to: label.to, top: y - annotationLine * 0.4)
      put(label.text, x: label.x, y: y, label.anchor, size: format.source, tone: .quiet, hasGround: true)
    }
  }

  /// The line, or the span with a line at its beginning, down to the plot's bottom.
  mutating func putMark(from: Double, to: Double?, top: Double) {
    if let to {
      picture.bands.append(.init(x: (from, max(to, from + 1)), y: (picture.frame.top, picture.frame.bottom)))
    }
    picture.rules.append(
      .init(from: (from, top), to: (from, picture.frame.bottom), tone: .quiet, isDashed: true))
  }
}
