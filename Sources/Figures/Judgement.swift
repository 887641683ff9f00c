import Manifest
import Model
import Words

/// The verdict on a figure and a line of why.
package struct Judgement: Equatable, Sendable {
  package var verdict: Verdict
  package var why: String

  /// Judges by the first of these that is so:
  ///
  /// 1. `unsupported`: no data is declared; or the data as of publication, or now, has no value; or the value does not agree
  ///    while records of a dataset that it rests on are in quarantine, so that the value may be short of them.
  /// 2. `contradicted`: the value as of publication does not agree, whatever it is now.
  /// 3. `drifted`: the value as of publication agrees, that of now does not.
  /// 4. `stale`: both agree, but a dataset is past its freshness, and the figure's period is not declared closed.
  /// 5. `fragile`: both agree, but the value of now, moved up or down by an ordinary revision of its dataset, would not.
  /// 6. `holds with caveat`: both agree, and the caveat applies or records wait in quarantine.
  /// 7. `holds`.
  ///
  /// What speaks against a figure comes before what is only unsure, and a later reason is still told in the line of why.
  package init(_ c: FigureCase) {
    let figure = c.figure
    guard let rule = figure.rule else {
      verdict = .unsupported
      if case .none(let reason) = figure.source { why = "no public data: \(reason)" } else { why = "no public data" }
      return
    }
    let unit = figure.unit.flatMap { $0 == "date" ? nil : $0 }
    let printed = figure.printed
    let wanted = rule.words(printed)
    let heldThen = rule.holds(printed, for: c.then)
    let holdsNow = rule.holds(printed, for: c.now)
    let day = c.publicationDay
    let waiting = c.quarantined.map { "\($0.text) of \($0.dataset)" }.joined(separator: ", ")
    var reasons: [String] = []

    if case .nothing(let reason) = c.then {
      verdict = .unsupported
      reasons = ["the data as of \(day) has \(reason)"]
      if !waiting.isEmpty { reasons.append("in quarantine: \(waiting)") }
    } else if case .nothing(let reason) = c.now {
      verdict = .unsupported
      reasons = ["the data as of \(day) said \(c.then.shown(unit)), today's has \(reason)"]
      if !waiting.isEmpty { reasons.append("in quarantine: \(waiting)") }
    } else if !(heldThen && holdsNow), !waiting.isEmpty {
      verdict = .unsupported
      reasons = [
        "the data says \((heldThen ? c.now : c.then).shown(unit)), not \(wanted)",
        "some of what it rests on is in quarantine: \(waiting)",
      ]
    } else if !heldThen {
      verdict = .contradicted
      reasons = ["the data as of \(day) says \(c.then.shown(unit)), not \(wanted)"]
      if holdsNow { reasons.append("today's says \(c.now.shown(unit)), which is") }
    } else if !holdsNow {
      verdict = .drifted
      reasons = [
        "the data as of \(day) said \(c.then.shown(unit)), which is \(wanted); today's says \(c.now.shown(unit))"
      ]
    } else {
      verdict = .holds
      reasons = [Self.agreement(c, wanted: wanted, unit: unit)]
      if c.caveatApplies || !waiting.isEmpty { verdict = .holdsWithCaveat }
      if !waiting.isEmpty { reasons.append("in quarantine: \(waiting)") }
      if let move = c.ordinaryMove, Self.flips(rule, printed, c.now, by: move.percent) {
        verdict = .fragile
        reasons.append("an ordinary revision of \(move.dataset) (\(move.percent)%) would flip it")
      }
      if !c.stale.isEmpty, figure.closed == nil {
        verdict = .stale
        reasons.append(c.stale.map { "\($0.dataset) is past its freshness (\($0.text))" }.joined(separator: ", "))
      }
    }
    if c.caveatApplies, let caveat = figure.caveat { reasons.append(caveat.text) }
    why = reasons.joined(separator: "; ")
  }

  private static func agreement(_ c: FigureCase, wanted: String, unit: String?) -> String {
    let change = c.then == c.now ? "" : " (\(c.then.shown(unit)) as of \(c.publicationDay))"
    return c.now.shown() == wanted && change.isEmpty
      ? "the data says the same" : "the data says \(c.now.shown(unit))\(change), which is \(wanted)"
  }

  /// Whether the value, moved up or down by so many percent, no longer agrees.
  static func flips(_ rule: FigureRule, _ printed: PrintedValue?, _ found: Found, by percent: ExactNumber) -> Bool {
    guard !percent.isZero else { return false }
    let hundred = ExactNumber(100)
    func moved(_ value: ExactNumber, _ factor: ExactNumber) -> ExactNumber {
      let product = value * factor
      return ExactNumber(units: product.units, places: product.places + 2)
    }
    return [hundred + percent, hundred - percent].contains { factor in
      switch found {
      case .number(let value): !rule.holds(printed, for: .number(moved(value, factor)))
      case .ratio(let value, let base): !rule.holds(printed, for: .ratio(moved(value, factor), base: base))
      case .date, .nothing: false
      }
    }
  }
}
