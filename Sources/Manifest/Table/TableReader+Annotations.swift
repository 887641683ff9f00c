import Model
import Words

// What a chart says beside its numbers: `annotation: DATE 'TEXT'` and `label: COLUMN 'VALUE' as 'NAME'`.
extension TableReader {
  static let annotationForm =
    "-- annotation: 2023-05-11 'Title 42 ends', or of a span: -- annotation: 2022-10-18..2025-01-20 'parole program'"

  /// As many characters as fit beside a chart on a phone.
  private static var longestAnnotation: Int { 40 }

  /// `DATE 'TEXT'` or `DATE..DATE 'TEXT'`
  func annotation(_ line: SQLHeader.Line) -> TableAnnotation? {
    func unreadable(_ what: String) -> TableAnnotation? {
      file.report(line: line.line, what, remedy: "write it as: \(Self.annotationForm)")
      return nil
    }
    let written = line.rest.prefix { $0 != " " }
    var words = ChartLine(String(line.rest.dropFirst(written.count)))
    let ends = written.components(at: "..")
    guard let from = PublishedDate(ends[0]) else {
      return unreadable("the annotation's date cannot be read: '\(written)'")
    }
    var annotation = TableAnnotation(from: from, text: "", line: line.line)
    if ends.count > 1 {
      guard ends.count == 2, let to = PublishedDate(ends[1]), to.precision == from.precision else {
        return unreadable("the annotation's span cannot be read: '\(written)'")
      }
      guard from.day < to.day else { return unreadable("the annotation's span '\(written)' ends before it begins") }
      annotation.to = to
    }
    guard let text = words.quoted(), words.next == nil else {
      return unreadable("the annotation of \(written) has no text in single quotes: '\(words.rest)'")
    }
    guard text.count <= Self.longestAnnotation else {
      file.report(
        line: line.line, "the annotation '\(text)' has \(text.count) characters",
        remedy: "say it in \(Self.longestAnnotation) at most, so that it fits beside a chart on a phone")
      return nil
    }
    annotation.text = text
    return annotation
  }

  /// `COLUMN 'VALUE' as 'NAME', 'VALUE' as 'NAME'`, added to the table's labels.
  func label(_ line: SQLHeader.Line, into table: inout TableManifest) {
    var words = ChartLine(line.rest)
    guard let column = words.name() else { return unreadableLabel(words, line) }
    repeat {
      guard let value = words.quoted(), words.takes("as"), let name = words.quoted() else {
        return unreadableLabel(words, line)
      }
      if table.labels[column, default: [:]].updateValue(name, forKey: value) != nil {
        file.report(line: line.line, "'\(value)' has two labels", remedy: "keep one of the two")
      }
    } while words.takes(",")
    if words.next != nil { return unreadableLabel(words, line) }
    // The first line that names it, for messages.
    table.labelLines[column] = table.labelLines[column] ?? line.line
  }

  private func unreadableLabel(_ words: ChartLine, _ line: SQLHeader.Line) {
    file.report(
      line: line.line, "the label line cannot be read from '\(words.rest)' on",
      remedy: "write it as: \(Word.label.form)")
  }

  /// Checks that the annotations have a place on the chart's axis, and that labels are those of text columns.
  func checkAnnotations(_ table: TableManifest) {
    let kinds = Dictionary(table.columns.map { ($0.name, $0.kind) }) { first, _ in first }
    for (column, line) in table.labelLines.sorted(by: { $0.value < $1.value }) where kinds[column] != .text {
      let texts = table.columns.filter { $0.kind == .text }.map(\.name)
      file.report(
        line: line,
        "the labels are of '\(column)', which is \(kinds[column].map { "of the kind \($0.rawValue)" } ?? "not a column")",
        remedy: Suggestion.question(column, among: texts) + "Columns of text are: \(texts.joined(separator: ", "))")
    }
    for annotation in table.annotations {
      guard let chart = table.chart else {
        // A chart line with a mistake has been reported.
        if file.isSound {
          file.report(
            line: annotation.line, "the annotation '\(annotation.text)' has no chart to stand in",
            remedy: "add a line: \(Word.chart.form), or remove the annotation")
        }
        continue
      }
      guard chart.over.count == 1, let kind = kinds[chart.over[0]] else { continue }
      let allowed: [PublishedDate.Precision] =
        switch kind {
        case .year: [.year]
        case .month: [.month, .day]
        case .date: [.day]
        case .text, .boolean, .integer, .decimal: []
        }
      guard !allowed.contains(annotation.from.precision) else { continue }
      file.report(
        line: annotation.line,
        "the annotation '\(annotation.text)' is dated by the \(annotation.from.precision.rawValue), and the chart is over "
          + "'\(chart.over[0])', which is of the kind \(kind.rawValue)",
        remedy: allowed.isEmpty
          ? "remove it: only charts over a year, month or date have annotations"
          : kind == .year
            ? "write the year as the axis counts it (a fiscal year may begin before the calendar's): 2023 'Title 42 ends'"
            : "write it as: \(Self.annotationForm)")
    }
  }
}

extension Substring {
  /// The parts between the separators.
  fileprivate func components(at separator: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = self
    while let range = rest.firstRange(of: separator) {
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    return parts + [rest]
  }
}
