import Model
import Words

extension ArticleReader {
  /// `rule: equals`, `rule: {about: 500}`, `rule: {between: [1, 5]}`, `rule: {ratio: {base: select ...}}`.
  func rule(_ value: YAMLValue, _ printed: PrintedValue?) -> FigureRule? {
    guard let (word, parameter) = word(value) else { return nil }
    let bringsBound = ["at least", "between", "before", "after"].contains(word) && parameter != nil
    guard printed != nil || bringsBound || word == "between" else {
      value.report(
        "'\(word)' has nothing to compare the data with",
        remedy: "add 'printed: ...', or where the article prints no number: {at least: N}, {between: [LOW, HIGH]}, "
          + "{before: DATE}, {after: DATE}")
      return nil
    }
    switch word {
    case "equals": return without(parameter, .equals)
    case "rounds to": return number(value, rule: word, printed: printed) ? without(parameter, .roundsTo) : nil
    case "at least":
      guard number(value, rule: word, printed: printed) else { return nil }
      guard printed == nil, let parameter else { return without(parameter, .atLeast(nil)) }
      return bound(parameter).map { .atLeast($0) }
    case "about":
      guard number(value, rule: word, printed: printed) else { return nil }
      guard let parameter else { return .about(nil) }
      return tolerance(parameter).map { .about($0) }
    case "between": return between(parameter, of: value, printed: printed)
    case "before", "after":
      if let printed, !printed.isDate {
        value.report(
          "'\(word)' makes no sense for the number \(printed.text)",
          remedy: "print a date (with unit: date for a year alone), or choose a rule for numbers")
        return nil
      }
      guard let parameter else { return word == "before" ? .before(nil) : .after(nil) }
      guard let day = day(parameter) else { return nil }
      return word == "before" ? .before(day) : .after(day)
    default: return ratio(parameter, of: value, printed: printed)
    }
  }

  private func word(_ value: YAMLValue) -> (String, YAMLValue?)? {
    guard value.isMapping else { return value.choice(FigureRule.words).map { ($0, nil) } }
    guard let map = YAMLMap(value, keys: FigureRule.words) else { return nil }
    let known = map.entries.filter { FigureRule.words.contains($0.key) }
    guard known.count == 1 else {
      if known.count > 1 { value.report("gives \(known.count) rules", remedy: "keep one; write another figure") }
      return nil
    }
    return (known[0].key, known[0].value)
  }

  private func without(_ parameter: YAMLValue?, _ rule: FigureRule) -> FigureRule? {
    guard let parameter else { return rule }
    parameter.report("this rule takes nothing", remedy: "write rule: \(rule.word)")
    return nil
  }

  /// Reports a rule for numbers that is used with a date.
  private func number(_ value: YAMLValue, rule word: String, printed: PrintedValue?) -> Bool {
    guard let printed, printed.isDate else { return true }
    value.report(
      "'\(word)' makes no sense for the date \(printed.text)", remedy: "choose equals, before, after or between")
    return false
  }

  private func bound(_ value: YAMLValue) -> ExactNumber? {
    guard let text = value.text() else { return nil }
    if let number = ExactNumber(text) { return number }
    value.report("'\(text)' is not a number", remedy: "write digits, like what is printed: 15,000 or 2.5")
    return nil
  }

  private func tolerance(_ value: YAMLValue) -> ExactNumber? {
    guard let text = value.text() else { return nil }
    guard let number = ExactNumber(text), !number.isNegative else {
      value.report("'\(text)' is not a tolerance", remedy: "write a number of 0 or more, in the unit of the figure")
      return nil
    }
    guard !number.isZero else {
      value.report("a tolerance of 0 is no tolerance", remedy: "write rule: equals")
      return nil
    }
    return number
  }

  private func between(_ parameter: YAMLValue?, of value: YAMLValue, printed: PrintedValue?) -> FigureRule? {
    guard let parameter else {
      value.report("'between' needs two bounds", remedy: "write rule: {between: [LOW, HIGH]}")
      return nil
    }
    guard let bounds = parameter.items() else { return nil }
    guard bounds.count == 2 else {
      parameter.report("has \(bounds.count) bounds", remedy: "write two: [LOW, HIGH]")
      return nil
    }
    func isValid(_ low: String, _ high: String, isInOrder: Bool, isPrintedInside: Bool) -> Bool {
      if !isInOrder {
        parameter.report("\(low) is more than \(high)", remedy: "swap the two, or correct one")
      } else if let printed, !isPrintedInside {
        parameter.report(
          "\(printed.text) is not between \(low) and \(high)", remedy: "correct the bounds or the printed value")
      }
      return isInOrder && isPrintedInside
    }
    if printed?.isDate ?? (bounds[0].text().flatMap { Day($0) } != nil) {
      guard let low = day(bounds[0]), let high = day(bounds[1]) else { return nil }
      var holdsPrinted = true
      if case .date(let date) = printed { holdsPrinted = low <= date.day && date.firstDay <= high }
      return isValid("\(low)", "\(high)", isInOrder: low <= high, isPrintedInside: holdsPrinted)
        ? .betweenDays(low, high) : nil
    }
    guard let low = bound(bounds[0]), let high = bound(bounds[1]) else { return nil }
    var holdsPrinted = true
    if case .number(let number, _, _) = printed { holdsPrinted = low <= number && number <= high }
    return isValid("\(low)", "\(high)", isInOrder: low <= high, isPrintedInside: holdsPrinted)
      ? .between(low, high) : nil
  }

  private func ratio(_ parameter: YAMLValue?, of value: YAMLValue, printed: PrintedValue?) -> FigureRule? {
    guard number(value, rule: "ratio", printed: printed) else { return nil }
    guard let parameter else {
      value.report("'ratio' needs what to divide by", remedy: "write rule: {ratio: {base: select ...}}")
      return nil
    }
    guard let map = YAMLMap(parameter, keys: ["base", "tolerance"]) else { return nil }
    let tolerance = map["tolerance"].map { self.tolerance($0) }
    guard let base = map.required("base").flatMap(sql) else { return nil }
    if case .some(.none) = tolerance { return nil }
    return .ratio(base: base, tolerance: tolerance ?? nil)
  }
}
