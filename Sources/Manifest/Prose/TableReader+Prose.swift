import Model
import Words

// How prose speaks of a table's rows: `about`, `needs`, `words`, `unsaid`, `whole`, `running` and `ends` of its header.
extension TableReader {
  /// Reads such a line. Columns are known only after all lines: ``checkProse(_:)``.
  func prose(_ line: SQLHeader.Line, _ word: Word, into table: inout TableManifest) {
    switch word {
    case .about:
      let phrases = line.rest.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
      table.prose.about += phrases
    case .needs: table.prose.needed += line.rest.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
    case .unsaid:
      var words = ChartLine(line.rest)
      guard let names = words.names(), words.next == nil else { return unreadableProse(line, word) }
      table.prose.unsaid += names
      for name in names { table.proseLines[name] = line.line }
    case .words: words(line, into: &table)
    case .whole:
      var words = ChartLine(line.rest)
      guard let column = words.name(), let value = words.quoted(), words.next == nil else {
        return unreadableProse(line, word)
      }
      if table.prose.wholes.updateValue(value, forKey: column) != nil { reportTwice(column, line) }
      table.proseLines[column] = line.line
    case .running:
      if table.prose.running != nil { reportTwice(line.rest, line) }
      table.prose.running = line.rest
      table.proseLines[line.rest] = line.line
    default:
      let parts = line.rest.split(separator: " ").map(String.init)
      guard parts.count == 2, let end = YearEnd(parts[1]) else { return unreadableProse(line, word) }
      if table.prose.yearEnds.updateValue(end, forKey: parts[0]) != nil { reportTwice(parts[0], line) }
      table.proseLines[parts[0]] = line.line
    }
  }

  /// `COLUMN as 'PHRASE', 'PHRASE'`, or `COLUMN 'VALUE' as 'PHRASE', 'PHRASE'`
  private func words(_ line: SQLHeader.Line, into table: inout TableManifest) {
    var words = ChartLine(line.rest)
    guard let column = words.name() else { return unreadableProse(line, .words) }
    let value = words.quoted()
    guard words.takes("as") else { return unreadableProse(line, .words) }
    var phrases: [String] = []
    repeat {
      guard let phrase = words.quoted() else { return unreadableProse(line, .words) }
      phrases.append(phrase)
    } while words.takes(",")
    guard words.next == nil else { return unreadableProse(line, .words) }
    if let value {
      table.prose.values[column, default: [:]][value, default: []] += phrases
    } else {
      table.prose.columns[column, default: []] += phrases
    }
    table.proseLines[column] = line.line
  }

  private func unreadableProse(_ line: SQLHeader.Line, _ word: Word) {
    file.report(
      line: line.line, "'-- \(line.text.prefix(60))' cannot be read", remedy: "write it as: \(word.form)")
  }

  private func reportTwice(_ name: String, _ line: SQLHeader.Line) {
    file.report(line: line.line, "'\(name)' is declared twice", remedy: "keep one of the two")
  }

  /// Checks that the lines speak of columns of the right kind.
  func checkProse(_ table: TableManifest) {
    let prose = table.prose
    func check(_ name: String, _ what: String, _ fits: (TableColumn) -> Bool) {
      let fitting = table.columns.filter(fits).map(\.name)
      guard !fitting.contains(name) else { return }
      file.report(
        line: table.proseLines[name] ?? 1, "'\(name)' is no column of \(what)",
        remedy: Suggestion.question(name, among: fitting) + "Those are: \(fitting.joined(separator: ", "))")
    }
    for name in prose.columns.keys.sorted() + prose.unsaid { check(name, "numbers", \.isNumber) }
    for name in Set(prose.values.keys).union(prose.wholes.keys).sorted() { check(name, "texts") { $0.kind == .text } }
    if let name = prose.running { check(name, "days, months or years") { $0.namesRows && $0.kind != .text } }
    for name in prose.yearEnds.keys.sorted() { check(name, "years") { $0.kind == .year } }
  }
}
