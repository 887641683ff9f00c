import Words

extension TableReader {
  /// All parts of a chart line, in order.
  static var chartForm: String {
    "-- chart: KIND of COLUMN[ as 'name'][, COLUMN] [by COLUMN] over COLUMN[, COLUMN] [(COLUMN)] "
      + "[where COLUMN = 'value' and ...] [marking COLUMN as 'word'] [largest N] [titled 'What it shows']"
  }

  static var largestAllowed: Int { 40 }

  /// `KIND of MEASURE, MEASURE by SERIES over COLUMN (APART) where CONDITION marking CONDITION as 'WORD' largest N
  /// titled 'TITLE'`
  func chart(_ line: SQLHeader.Line) -> TableChart? {
    var words = ChartLine(line.rest)
    guard let kind = kind(&words, line) else { return nil }
    var chart = TableChart(kind: kind, measures: [], over: [], line: line.line)
    guard words.takes("of"), let measures = Self.measures(&words) else {
      return unreadable(words, in: line, advice: "name the columns of numbers after 'of'")
    }
    chart.measures = measures
    if words.takes("by") {
      guard let column = words.name() else { return unreadable(words, in: line, advice: "name one column after 'by'") }
      chart.series = column
    }
    guard words.takes("over"), let over = words.names() else {
      return unreadable(words, in: line, advice: "name the column along the axis after 'over'")
    }
    chart.over = over
    if words.takes("(") {
      guard let apart = words.names(), words.takes(")") else {
        return unreadable(
          words, in: line, advice: "name in brackets the columns that distinguish equal categories: over country (code)"
        )
      }
      chart.apart = apart
    }
    if words.takes("where") {
      repeat {
        guard let condition = Self.condition(&words) else {
          return unreadable(
            words, in: line, advice: "write a condition as COLUMN = 'value', COLUMN in (1, 2) or COLUMN is newest")
        }
        chart.conditions.append(condition)
      } while words.takes("and")
    }
    if words.takes("marking") {
      guard let condition = Self.condition(&words), words.takes("as"), let word = words.quoted() else {
        return unreadable(words, in: line, advice: "write it as: marking is_partial as 'partial year'")
      }
      chart.marking = .init(condition: condition, word: word)
    }
    if words.takes("largest") {
      guard case .number(let n) = words.literal(), let count = Int(exactly: n), 1...Self.largestAllowed ~= count else {
        return unreadable(words, in: line, advice: "write a number from 1 to \(Self.largestAllowed) after 'largest'")
      }
      chart.largest = count
    }
    if words.takes("titled") {
      guard let title = words.quoted() else {
        return unreadable(words, in: line, advice: "write the title in single quotes; a quote within it is doubled")
      }
      chart.title = title
    }
    guard words.next == nil else { return unreadable(words, in: line, advice: "keep the words in this order") }
    return chart
  }

  private func kind(_ words: inout ChartLine, _ line: SQLHeader.Line) -> TableChart.Kind? {
    let kinds = TableChart.Kind.allCases
    // Try the longer names first: 'stacked' alone is not a kind.
    for kind in kinds.reversed() {
      var ahead = words
      if kind.rawValue.split(separator: " ").allSatisfy({ ahead.takes(String($0)) }) {
        words = ahead
        return kind
      }
    }
    let names = kinds.map(\.rawValue)
    var unknown: [String] = []
    while words.next != .name("of"), let word = words.name() { unknown.append(word) }
    let wrong = unknown.isEmpty ? words.rest : unknown.joined(separator: " ")
    file.report(
      line: line.line, "unknown kind of chart: '\(wrong)'",
      remedy: Suggestion.question(wrong, among: names)
        + "Kinds are: \(names.joined(separator: ", ")). Write it as: \(Self.chartForm)")
    return nil
  }

  private func unreadable(_ words: ChartLine, in line: SQLHeader.Line, advice: String) -> TableChart? {
    file.report(
      line: line.line, "the chart line cannot be read from '\(words.rest)' on",
      remedy: "\(advice). Write it as: \(Self.chartForm)")
    return nil
  }

  private static func measures(_ words: inout ChartLine) -> [TableChart.Measure]? {
    var measures: [TableChart.Measure] = []
    repeat {
      guard let column = words.name() else { return nil }
      var measure = TableChart.Measure(column: column)
      if words.takes("as") {
        guard let name = words.quoted() else { return nil }
        measure.name = name
      }
      measures.append(measure)
    } while words.takes(",")
    return measures
  }

  /// `COLUMN OPERATOR LITERAL`, `COLUMN in (LITERAL, ...)` or `COLUMN is newest`; a boolean column alone means that it
  /// is true.
  private static func condition(_ words: inout ChartLine) -> TableChart.Condition? {
    guard let column = words.name() else { return nil }
    if words.takes("is") {
      return words.takes("newest") ? .init(column: column, test: .newest) : nil
    }
    if words.takes("in") {
      guard words.takes("(") else { return nil }
      var values: [TableChart.Condition.Literal] = []
      repeat {
        guard let value = words.literal() else { return nil }
        values.append(value)
      } while words.takes(",")
      return words.takes(")") ? .init(column: column, test: .oneOf(values)) : nil
    }
    for sign in TableChart.Condition.Operator.allCases where words.takes(sign.rawValue) {
      return words.literal().map { .init(column: column, test: .compare(sign, $0)) }
    }
    return .init(column: column, test: .compare(.equal, .number(1)))
  }
}
