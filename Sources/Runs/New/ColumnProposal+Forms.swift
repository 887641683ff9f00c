import Model
import Words

// How the values of a column are written: each form is tried on all of them.
extension ColumnProposal {
  private static let mostDecimals = 12
  private static let currencies = ["US$", "USD", "EUR", "GBP", "$", "€", "£"]
  private static let marks = ["*", "†", "‡"]

  private static let dateForms = [
    "YYYY-MM-DDTTIME", "YYYY-MM-DD TIME", "YYYY/M/D", "YYYY-M-D", "YYYY.M.D", "M/D/YYYY", "D/M/YYYY", "M/D/YYYY TIME",
    "D/M/YYYY TIME", "M/D/YY", "D/M/YY", "M-D-YYYY", "D-M-YYYY", "D.M.YYYY", "D.M.YY", "MONTH D, YYYY", "D MONTH YYYY",
    "D-MONTH-YYYY", "D-MONTH-YY", "D MONTH, YYYY", "D de MONTH de YYYY", "D de MONTH del YYYY",
    "WEEKDAY, MONTH D, YYYY", "WEEKDAY, D MONTH YYYY", "MONTH Dth, YYYY", "Dth MONTH YYYY", "YYYY/MM", "MM/YYYY",
    "MONTH YYYY", "MONTH, YYYY", "MONTH-YYYY", "MONTH-YY", "YYYY MONTH", "YYYY-Www", "YYYY-Qq", "YYYY Qq", "YYYYQq",
    "Qq YYYY", "FYYYYY", "FYYY", "YYYY/YY", "YYYY-YY", "YYYY-YYYY", "YYYY/YYYY",
  ]
  /// What is digits alone is a date only where the column's name says so.
  private static let digitForms = ["YYYYMMDD", "YYYYMM"]

  /// A number or a year; nil where a value is neither.
  mutating func figures(_ texts: [String], _ isEuropean: Bool, _ hasNumbers: Bool) -> Kind? {
    let bare = texts.map(\.trimmedOfBlanks)
    let isDigits = bare.allSatisfy { text in
      let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
      return !digits.isEmpty && digits.allSatisfy { (48...57).contains($0) }
    }
    if isDigits {
      let words = Set(name.split(separator: "_").map(String.init))
      if let form = digitDate(bare, words) {
        dateForms = [form]
        return form.hasSuffix("DD") ? .date : .month
      }
      guard bare.allSatisfy({ $0.utf8.count == 1 || $0.utf8.first != 48 }) else {
        doubts.append(
          "text, not a number: '\(bare.first { $0.utf8.count > 1 && $0.utf8.first == 48 } ?? "")' begins with 0, as codes do"
        )
        return .text
      }
      guard bare.allSatisfy({ Int64($0) != nil }) else {
        doubts.append("text: a number is too large for 64 bits")
        return .text
      }
      let isYear = !words.isDisjoint(with: ["year", "fy", "anio", "ano", "jahr", "annee", "date", "period", "time"])
      let areYears = bare.allSatisfy { $0.utf8.count == 4 && (1900...2100).contains(Int($0) ?? 0) }
      if areYears, isYear || (bare.count > 3 && !hasNumbersBeyondYears(words)) {
        if !isYear { doubts.append("year: all values are from 1900 to 2100") }
        return .year
      }
      return .integer
    }
    return number(texts, isEuropean, hasNumbers)
  }

  private func hasNumbersBeyondYears(_ words: Set<String>) -> Bool {
    !words.isDisjoint(with: ["count", "people", "persons", "number", "total", "amount", "value", "deaths", "cases"])
  }

  private func digitDate(_ texts: [String], _ words: Set<String>) -> String? {
    guard !words.isDisjoint(with: ["date", "day", "month", "period", "fecha", "mes", "yyyymm", "yyyymmdd"]) else {
      return nil
    }
    return Self.digitForms.first { form in
      texts.allSatisfy { $0.utf8.count == form.utf8.count && DateForm(form)?.date(of: $0) != nil }
    }
  }

  private mutating func number(_ texts: [String], _ isEuropean: Bool, _ hasNumbers: Bool) -> Kind? {
    guard texts.allSatisfy({ $0.utf8.contains { (48...57).contains($0) } }) else { return nil }
    var base = NumberForm()
    base.isPercent = texts.contains { $0.trimmedOfBlanks.hasSuffix("%") }
    base.currency = Self.currencies.filter { sign in texts.contains { $0.contains(sign) } }
    if base.currency.contains("US$") { base.currency.removeAll { $0 == "$" } }
    base.marks = Self.marks.filter { mark in texts.contains { $0.contains(mark) } }
    base.hasExponent = hasNumbers || texts.contains { $0.contains(/\d[eE][+-]?\d/) }
    if texts.contains(where: { $0.contains("(") }) { base.negative.append(.parentheses) }
    if texts.contains(where: { $0.contains("\u{2212}") || $0.contains("\u{2013}") }) {
      base.negative.append(.typographic)
    }
    if texts.contains(where: { $0.trimmedOfBlanks.hasSuffix("-") }) { base.negative.append(.trailing) }
    typealias Signs = (NumberForm.Thousands?, NumberForm.DecimalSign?)
    let american: [Signs] = [(nil, nil), (nil, .point), (.comma, nil), (.comma, .point)]
    let european: [Signs] = [(.point, nil), (nil, .comma), (.point, .comma)]
    let others: [Signs] = [
      (.blank, nil), (.blank, .comma), (.blank, .point), (.apostrophe, nil), (.apostrophe, .point), (.indian, nil),
      (.indian, .point),
    ]
    let plain = american.prefix(1)
    let order = isEuropean ? plain + european + american.dropFirst() + others : american + european + others
    var fitting: [(form: NumberForm, decimals: Int)] = []
    for (thousands, decimal) in order {
      var form = base
      form.thousands = thousands.map { [$0] } ?? []
      form.decimal = decimal
      guard let decimals = Self.decimals(of: texts, form) else { continue }
      fitting.append((form, decimals))
      if fitting.count == 2 { break }
    }
    guard let first = fitting.first else {
      if texts.allSatisfy({ $0.wholeMatch(of: /\s*-?\d+\.\d{13,}\s*/) != nil || Int($0) != nil || $0.contains(".") }),
        texts.contains(where: { $0.contains(/\.\d{13,}/) })
      {
        doubts.append(
          "text: its numbers have more than \(Self.mostDecimals) decimals; round(x, 6) in normalize.sql makes them shorter"
        )
      }
      return nil
    }
    form = first.form
    if form.decimal == nil, form.hasExponent { form.decimal = .point }
    if fitting.count > 1, let shown = texts.first(where: { Self.differs($0, fitting[0], fitting[1]) }) {
      doubts.append(
        "'\(shown)' is read with the \(Self.words(fitting[0].form)), and could be with the \(Self.words(fitting[1].form))"
      )
    }
    return first.decimals == 0 ? .integer : .decimal(first.decimals)
  }

  private static func words(_ form: NumberForm) -> String {
    let thousands = form.thousands.first.map { "\($0.rawValue) between thousands" }
    let decimal = form.decimal.map { "\($0.rawValue) before decimals" }
    return [thousands, decimal].compactMap { $0 }.joined(separator: " and the ")
  }

  private static func differs(
    _ text: String, _ a: (form: NumberForm, decimals: Int), _ b: (form: NumberForm, decimals: Int)
  ) -> Bool {
    guard let one = try? a.form.value(of: text, decimals: mostDecimals),
      let other = try? b.form.value(of: text, decimals: mostDecimals)
    else { return false }
    return one != other
  }

  /// The decimals that all texts need in a form; nil where one is no number in it.
  private static func decimals(of texts: [String], _ form: NumberForm) -> Int? {
    var decimals = 0
    for text in texts {
      while true {
        do throws(NumberForm.Fault) {
          _ = try form.value(of: text, decimals: decimals)
          break
        } catch {
          guard error == .tooManyDecimals, decimals < mostDecimals else { return nil }
          decimals += 1
        }
      }
    }
    // A value that fitted before must fit with more decimals too.
    for text in texts where (try? form.value(of: text, decimals: decimals)) == nil { return nil }
    return decimals
  }

  /// A date, a month or a year; nil where a value is none, or where it could be two.
  mutating func dates(_ texts: [String]) -> Kind? {
    let bare = texts.map(\.trimmedOfBlanks)
    if bare.allSatisfy({ $0.utf8.count == 10 && Day($0) != nil }) { return .date }
    if bare.allSatisfy({ $0.utf8.count == 7 && PublishedDate($0)?.precision == .month }) { return .month }
    let fitting = Self.dateForms.compactMap(DateForm.init).filter { form in
      bare.allSatisfy { form.date(of: $0) != nil }
    }
    guard let first = fitting.first else { return nil }
    for other in fitting.dropFirst() {
      guard let text = bare.first(where: { first.date(of: $0) != other.date(of: $0) }) else { continue }
      doubts.append(
        "text, not a date: '\(text)' may be in the form \(first.text) or \(other.text); say which: "
          + "{type: \(first.hasDay ? "date" : first.hasMonth ? "month" : "year"), written: '\(first.text)'}")
      return .text
    }
    dateForms = [first.text]
    if first.hasFiscalYear {
      yearEnd = "09-30"
      doubts.append("ends: the fiscal year of the U.S. government ends on September 30; another one may end otherwise")
    }
    return first.hasDay ? .date : first.hasMonth ? .month : .year
  }
}
