import Manifest
import Model
import Words

/// The verdict on a figure, with one line that says why.
package struct Judgement: Equatable, Sendable {
  package var verdict: Verdict
  package var why: String

  /// Applies the first rule that matches:
  ///
  /// 1. `unsupported`: no data is declared; or the data, as of publication or now, has no value; or the value does not
  ///    agree while records of a dataset it is based on are in quarantine, so that the value may lack them.
  /// 2. `contradicted`: the value as of publication does not agree, whatever the value is now.
  /// 3. `drifted`: the value as of publication agrees, the current one does not.
  /// 4. `stale`: both agree, but a dataset is past its freshness, and the figure's period is not declared closed.
  /// 5. `fragile`: both agree, but the current value would not if an ordinary revision of its dataset moved it up or
  ///    down.
  /// 6. `holds with caveat`: both agree, and the caveat applies, records are in quarantine, or another reading says otherwise.
  /// 7. `holds`.
  ///
  /// Evidence against a figure comes before mere uncertainty; the line of why also mentions rules that match later.
  package init(_ c: FigureCase) {
    let figure = c.figure
    guard let rule = figure.rule else {
      verdict = .unsupported
      if case .none(let reason) = figure.source { why = "no data: \(reason)" } else { why = "no data" }
      return
    }
    let unit = FigureUnit.written(figure.unit)
    let (then, now) = (c.reader.value(c.then), c.reader.value(c.now))
    let printed = figure.printed
    let wanted = rule.words(printed)
    let heldThen = rule.holds(printed, for: c.then)
    let holdsNow = rule.holds(printed, for: c.now)
    let day = DateWords.amid(c.publicationDay.words)
    let waiting = c.quarantined.map { "\($0.text) of \($0.dataset)" }.joined(separator: ", ")
    var reasons: [String] = []

    if case .nothing(let reason) = c.then {
      verdict = .unsupported
      reasons = ["the data as of \(day) has \(reason)"]
      if !waiting.isEmpty { reasons.append("in quarantine: \(waiting)") }
    } else if case .nothing(let reason) = c.now {
      verdict = .unsupported
      reasons = ["the data as of \(day) said \(then.shown(unit)), today's has \(reason)"]
      if !waiting.isEmpty { reasons.append("in quarantine: \(waiting)") }
    } else if !(heldThen && holdsNow), !waiting.isEmpty {
      verdict = .unsupported
      reasons = [
        "the data says \((heldThen ? now : then).shown(unit)), not \(wanted)",
        "some of what it rests on is in quarantine: \(waiting)",
      ]
    } else if !heldThen {
      verdict = .contradicted
      reasons = ["the data as of \(day) says \(then.shown(unit)), not \(wanted)"]
      if holdsNow { reasons.append("today's says \(now.shown(unit)), which is") }
    } else if !holdsNow {
      verdict = .drifted
      reasons = [
        "the data as of \(day) said \(then.shown(unit)), which is \(wanted); today's says \(now.shown(unit))"
      ]
    } else {
      verdict = .holds
      reasons = [Self.agreement(c, wanted: wanted, unit: unit)]
      if c.caveatApplies || !waiting.isEmpty || !c.readings.against.isEmpty { verdict = .holdsWithCaveat }
      if let words = c.readings.words(unit, of: figure) { reasons.append(words) }
      if !waiting.isEmpty { reasons.append("in quarantine: \(waiting)") }
      if let move = c.ordinaryMove, Self.flips(c.now, by: move.percent, rule: rule, printed: printed) {
        verdict = .fragile
        reasons.append("an ordinary revision of \(move.dataset) (\(move.percent)%) would flip it")
      }
      if !c.stale.isEmpty, !c.isClosed {
        verdict = .stale
        reasons.append(c.stale.map { "\($0.dataset) is past its freshness (\($0.text))" }.joined(separator: ", "))
      }
    }
    if c.caveatApplies, let caveat = figure.caveat { reasons.append(caveat.text) }
    why = reasons.joined(separator: "; ")
  }

  private static func agreement(_ c: FigureCase, wanted: String, unit: String?) -> String {
    let (then, now) = (c.reader.value(c.then), c.reader.value(c.now))
    let change = c.then == c.now ? "" : " (\(then.shown(unit)) as of \(c.publicationDay.words))"
    var isSame = c.now.shown() == wanted || c.figure.printed?.words(unit) == c.now.shown(unit)
    if case .equals = c.figure.rule, case .number = c.now { isSame = true }
    if change.isEmpty, isSame { return "the data says the same" }
    // Of a count that must be one number the number says it.
    if change.isEmpty, case .between(let low, let high) = c.figure.rule, low == high {
      return "the data has \(now.shown(unit)), as it must for this to hold"
    }
    return "the data says \(now.shown(unit))\(change), which is \(wanted)"
  }

  /// Whether the value would no longer agree if moved up or down by so many percent.
  static func flips(
    _ found: FigureValue, by percent: ExactNumber, rule: FigureRule, printed: PrintedValue?
  ) -> Bool {
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
