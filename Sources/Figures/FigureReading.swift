import Manifest
import Model
import Words

/// What one source says of a figure: one of several that may contradict one another.
package struct FigureReading: Equatable, Sendable {
  package var source: String
  /// When it said so.
  package var day: Day?
  /// What is known of that day where it is not plain: `June 2025`.
  package var dated: String?
  /// As the source put it; a bound too: nearly 12,000.
  package var said: String
  /// Nothing where no number or day can be read in it.
  package var value: FigureValue
  /// What it counts, of what it is a share, or from where to where it measures.
  package var scope: String?
  /// The side of the dispute that it stands on.
  package var party: String?
  /// Why the figure's value is not taken from it.
  package var whyNot: String?
  /// Whether the printed value holds by this source alone; nil where it says no value.
  package var agrees: Bool?
  /// Whether it gives the very value that the figure has by the data.
  package var decides = false

  package init(
    source: String, day: Day?, dated: String? = nil, said: String, value: FigureValue, scope: String? = nil,
    party: String? = nil, whyNot: String? = nil,
    agrees: Bool? = nil
  ) {
    self.source = source
    self.day = day
    self.dated = dated
    self.said = said
    self.value = value
    self.scope = scope
    self.party = party
    self.whyNot = whyNot
    self.agrees = agrees
  }

  /// In words: `ABC News, Nov. 16, 2025: 15,000 (in the region)`.
  package var words: String {
    source + (dateWords.map { ", \($0)" } ?? "") + ": \(saidInScope)"
  }

  /// When it said so, as precisely as that is known.
  package var dateWords: String? { dated.map(DateWords.within) ?? day?.words }

  /// What it said, and of what: `15,000 (in the region)`.
  package var saidInScope: String {
    let beside = [scope.map(DateWords.within), party].compactMap(\.self).joined(separator: "; ")
    return said + (beside.isEmpty ? "" : " (\(beside))")
  }
}

extension [FigureReading] {
  /// Those to be shown beside a figure: one alone says no more than the figure, unless that has no data.
  package func shown(of figure: FigureManifest) -> [FigureReading] { count > 1 || figure.rule == nil ? self : [] }

  package var agreeing: Int { count { $0.agrees == true } }
  package var against: [FigureReading] { filter { $0.agrees == false } }

  /// For how many readings the printed value holds, and what they range over; nil without two readings. Who says
  /// otherwise stands beside it wherever it is shown.
  package func words(_ unit: String?, of figure: FigureManifest) -> String? {
    let valued = filter { $0.agrees != nil }
    guard valued.count > 1 else { return nil }
    let numbers = valued.compactMap { if case .number(let number) = $0.value { number } else { nil } }.sorted()
    var range = ""
    if let low = numbers.first, let high = numbers.last, low < high {
      let reader = figure.reader([.number(low), .number(high)])
      range = ", from \(reader.value(.number(low)).shown()) to \(reader.value(.number(high)).shown(unit))"
    }
    return
      "\(figure.printed == nil ? "the statement" : "what is printed") holds by \(agreeing) of \(English.count(valued.count, "reading"))\(range)"
  }
}
