import Model
import Words

/// What one source says of a figure: one of several that may contradict one another.
package struct FigureReading: Equatable, Sendable {
  package var source: String
  /// When it said so.
  package var day: Day?
  /// As the source put it; a bound too: nearly 12,000.
  package var said: String
  /// Nothing where no number or day can be read in it.
  package var value: FigureValue
  /// What it counts, of what it is a share, or from where to where it measures.
  package var scope: String?
  /// The side of the dispute that it stands on.
  package var party: String?
  /// Whether the printed value holds by this source alone; nil where it says no value.
  package var agrees: Bool?

  package init(
    source: String, day: Day?, said: String, value: FigureValue, scope: String? = nil, party: String? = nil,
    agrees: Bool? = nil
  ) {
    self.source = source
    self.day = day
    self.said = said
    self.value = value
    self.scope = scope
    self.party = party
    self.agrees = agrees
  }

  /// In words: `ABC News, November 16, 2025: 15,000 (in the region)`.
  package var words: String {
    source + (day.map { ", \($0.words)" } ?? "") + ": \(saidInScope)"
  }

  /// What it said, and of what: `15,000 (in the region)`.
  package var saidInScope: String {
    let beside = [scope, party].compactMap(\.self).joined(separator: "; ")
    return said + (beside.isEmpty ? "" : " (\(beside))")
  }
}

extension [FigureReading] {
  package var agreeing: Int { count { $0.agrees == true } }
  package var against: [FigureReading] { filter { $0.agrees == false } }

  /// For how many readings the printed value holds, what they range over, and who says otherwise; nil without two readings.
  package func words(_ unit: String?) -> String? {
    let valued = filter { $0.agrees != nil }
    guard valued.count > 1 else { return nil }
    let numbers = valued.compactMap { if case .number(let number) = $0.value { number } else { nil } }.sorted()
    var range = ""
    if let low = numbers.first, let high = numbers.last, low < high {
      range = ", from \(low.shortened.text(grouped: true)) to \(high.shortened.text(unit: unit))"
    }
    let others = against.prefix(4).map { "\($0.source) (\($0.said))" }
    let more = against.count > 4 ? " and \(English.count(against.count - 4, "more source"))" : ""
    return "what is printed holds by \(agreeing) of \(English.count(valued.count, "reading"))\(range)"
      + (others.isEmpty ? "" : "; otherwise \(others.joined(separator: ", "))\(more)")
  }
}
