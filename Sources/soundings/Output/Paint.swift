import Glibc
import Model
import Runs

/// Colors on a terminal: of the words that a person looks for first. Nothing is said by a color alone.
struct Paint {
  enum Ink: String {
    case bold = "1"
    case red = "31"
    case green = "32"
    case yellow = "33"
  }

  /// A word that is painted where it begins a line, or fills a cell of a table.
  struct Rule {
    enum Place {
      case lineStart
      case cell
    }

    var word: String
    var ink: Ink
    var place: Place
  }

  private let rules: [Rule]
  private let headLines: Int

  /// - Parameters:
  ///   - rules: the longer of two words with the same beginning comes first.
  ///   - headLines: how many lines at the beginning are a title.
  init(_ rules: [Rule] = [], headLines: Int = 0) {
    self.rules = rules
    self.headLines = headLines
  }

  /// The title of a table.
  static let title = Paint(headLines: 1)

  /// The verdicts at the beginning of each figure.
  static let verdicts = Paint(
    Verdict.allCases.sorted { $0.rawValue.count > $1.rawValue.count }.map { verdict in
      let ink: Ink =
        switch verdict {
        case .holds: .green
        case .holdsWithCaveat, .fragile, .stale: .yellow
        case .unsupported: .bold
        case .drifted, .contradicted: .red
        }
      return Rule(word: verdict.rawValue.uppercased(), ink: ink, place: .lineStart)
    }, headLines: 1)

  /// The states of datasets.
  static let states = Paint([
    Rule(word: "fresh", ink: .green, place: .cell), Rule(word: "due", ink: .yellow, place: .cell),
    Rule(word: "stale", ink: .red, place: .cell), Rule(word: "held", ink: .red, place: .cell),
  ])

  /// The lines, painted where the stream is a terminal that shows colors.
  func lines(_ lines: [String], on stream: Int32) -> [String] {
    guard Self.isColored(stream) else { return lines }
    return lines.enumerated().map { i, line in
      i < headLines && !line.isEmpty ? Self.painted(line, .bold) : painted(line)
    }
  }

  private func painted(_ line: String) -> String {
    for rule in rules {
      switch rule.place {
      case .lineStart:
        guard line.hasPrefix(rule.word), line.dropFirst(rule.word.count).first.map({ " ,(".contains($0) }) ?? true
        else { continue }
        return Self.painted(rule.word, rule.ink) + line.dropFirst(rule.word.count)
      case .cell:
        guard let found = line.ranges(of: "  \(rule.word)").first,
          line[found.upperBound...].prefix(2).allSatisfy({ $0 == " " })
        else { continue }
        return line[..<found.lowerBound] + "  " + Self.painted(rule.word, rule.ink) + line[found.upperBound...]
      }
    }
    return line
  }

  static func painted(_ text: String, _ ink: Ink) -> String { "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m" }

  /// A terminal, unless the user wants no colors (https://no-color.org) or the terminal has none.
  static func isColored(_ stream: Int32) -> Bool {
    func value(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
    return isatty(stream) == 1 && value("NO_COLOR").isEmpty && !["", "dumb"].contains(value("TERM"))
  }
}
