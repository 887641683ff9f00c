import Model
import Words

// How a publisher writes the values of a column: `type: decimal`, `written` and `not_said` in a manifest.
extension DatasetReader {
  /// The type of a column, and whether it is `decimal`: a whole number of units of the last decimal.
  func columnType(_ value: YAMLValue) -> (Column.Kind, isDecimal: Bool)? {
    let words = Column.Kind.allCases.map(\.rawValue) + ["decimal"]
    guard let word = value.choice(words) else { return nil }
    return Column.Kind(rawValue: word).map { ($0, false) } ?? (.integer, true)
  }

  func readForms(_ column: inout Column, _ map: YAMLMap, isDecimal: Bool) {
    if isDecimal {
      column.decimals = map.required("decimals")?.integer(in: 1...12)
    } else {
      map["decimals"]?.report(
        "a column of type \(column.kind.rawValue) has no decimals", remedy: "remove it, or make the type decimal")
    }
    if let value = map["not_said"] {
      column.notSaid = value.texts(orOne: true, mayBeBlank: true) ?? []
      if !column.isNullable {
        value.report("is NULL in the rows, and the column is never null", remedy: "add 'null: true', or remove it")
      }
    }
    guard let written = map["written"] else { return }
    switch column.kind {
    case .integer: column.numberForm = numberForm(written, isDecimal: isDecimal)
    case .date, .month, .year: column.dateForms = dateForms(written, of: column)
    case .text, .boolean:
      written.report(
        "a column of type \(column.kind.rawValue) is stored as it is written",
        remedy: "remove it, or make the type integer, decimal, date, month or year")
    }
  }

  private func numberForm(_ value: YAMLValue, isDecimal: Bool) -> NumberForm? {
    let keys = ["thousands", "decimal", "negative", "percent", "exponent", "currency", "marks"]
    guard let map = YAMLMap(value, keys: keys) else { return nil }
    var form = NumberForm()
    form.thousands = choices(map["thousands"], NumberForm.Thousands.self)
    form.decimal = map["decimal"]?.choice(NumberForm.DecimalSign.self) ?? (isDecimal ? .point : nil)
    form.negative = choices(map["negative"], NumberForm.Negative.self)
    form.isPercent = map["percent"]?.flag() ?? false
    form.hasExponent = map["exponent"]?.flag() ?? false
    form.currency = map["currency"]?.texts(orOne: true) ?? []
    form.marks = map["marks"]?.texts(orOne: true) ?? []
    if let decimal = form.decimal,
      form.thousands.contains(where: { $0.rawValue == decimal.rawValue || ($0 == .indian && decimal == .comma) })
    {
      map["thousands"]?.report(
        "the \(decimal.rawValue) cannot be both between thousands and before decimals",
        remedy: map["decimal"] == nil ? "add 'decimal: comma'" : "correct one of the two")
    }
    for (key, texts) in [("currency", form.currency), ("marks", form.marks)] {
      for text in texts where text.utf8.allSatisfy({ (48...57).contains($0) || "+-.,".utf8.contains($0) }) {
        map[key]?.report("'\(text)' is part of a number", remedy: "remove it: digits and signs are content")
      }
    }
    return form
  }

  private func choices<Word: RawRepresentable & CaseIterable & Equatable>(_ value: YAMLValue?, _ type: Word.Type)
    -> [Word]
  where Word.RawValue == String {
    guard let items = value?.items(orOne: true) else { return [] }
    return items.compactMap { $0.choice(type) }
  }

  /// The forms of a column's dates.
  private func dateForms(_ value: YAMLValue, of column: Column) -> [DateForm] {
    let forms = dateForms(value)
    for form in forms where column.kind == .date && !form.hasDay {
      value.report("'\(form.text)' names no day", remedy: "add one (D), or make the type month or year")
    }
    for form in forms where form.hasFiscalYear && (column.kind != .year || column.yearEnd == nil) {
      value.report(
        "'\(form.text)' is a fiscal year, and nothing says when it ends",
        remedy: column.kind == .year
          ? "add its last day, ends: '09-30' for example" : "make the type year, with its last day: ends: '09-30'")
    }
    for form in forms where column.kind == .month && !form.hasMonth {
      value.report("'\(form.text)' names no month", remedy: "add one (M or MONTH), or make the type year")
    }
    return forms
  }

  func dateForms(_ value: YAMLValue) -> [DateForm] {
    guard let texts = value.texts(orOne: true) else { return [] }
    let forms = texts.compactMap { text -> DateForm? in
      if let form = DateForm(text) { return form }
      value.report(
        "'\(text)' is not the form of a date",
        remedy:
          "write a date's parts as they are in the file, each once: \(DateForm.parts); for example D.M.YYYY or 'MONTH D, YYYY'"
      )
      return nil
    }
    if let twice = DateForm.ambiguous(forms) {
      value.report(
        twice.words,
        remedy: twice.forms[0] == twice.forms[1]
          ? "put what stands between the numbers of the file, or write MM and DD where they have two digits each"
          : "keep one of the two: a text must be one date")
    }
    return forms
  }
}
