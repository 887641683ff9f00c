import Model
import Words

extension Column {
  /// Whether a text is read by a form that the manifest declares.
  package var isFormed: Bool { decimals != nil || numberForm != nil || !dateForms.isEmpty || !notSaid.isEmpty }

  /// The value that a publisher's text says: digits, a date as `YYYY-MM-DD`, a month as `YYYY-MM`; nil where it says that there is none.
  ///
  /// - Parameter origin: what the text was in the file; a number is taken as the number that it is, whatever form is declared of
  ///   texts. Nil: nobody knows, so that digits which would be another number as a number are an error.
  package func written(_ text: String, from origin: FieldOrigin? = .text) throws(ColumnBreach) -> String? {
    if saysNothing(text) { return nil }
    if !dateForms.isEmpty { return try date(text) }
    guard decimals != nil || numberForm != nil else { return text }
    if isNullable, text.utf8.allSatisfy({ $0 == 32 }) { throw .isBlank }
    let form = numberForm ?? Self.plainDecimal
    switch origin {
    case .text?: return String(try number(text, form))
    case .number?:
      let value = try number(text, .ofFormats)
      guard !form.isPercent || value == 0 else { throw .noPercentSign }
      return String(value)
    case .shown?: return String(try number(text, form.asShown))
    case nil:
      let value = try number(text, form)
      if let other = try? number(text, .ofFormats), other != value { throw .numberOrText }
      return String(value)
    }
  }

  /// Whether a text is among those that mean NULL. Blanks around it do not count, as around numbers and dates; but blanks alone are a text of
  /// their own.
  private func saysNothing(_ text: String) -> Bool {
    guard !notSaid.isEmpty else { return false }
    if notSaid.contains(where: { $0.utf8.elementsEqual(text.utf8) }) { return true }
    let blanks: Set<Unicode.Scalar> = [" ", "\u{A0}", "\u{202F}", "\t"]
    let bare = Array(
      text.unicodeScalars.drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }.reversed())
    return !bare.isEmpty && notSaid.contains { $0.unicodeScalars.elementsEqual(bare) }
  }

  private func number(_ text: String, _ form: NumberForm) throws(ColumnBreach) -> Int64 {
    do throws(NumberForm.Fault) {
      return try form.value(of: text, decimals: decimals ?? 0)
    } catch {
      switch error {
      case .overflow: throw .overflow
      case .noPercentSign: throw .noPercentSign
      case .tooManyDecimals: if let decimals { throw .tooManyDecimals(decimals) } else { throw .notAnInteger }
      case .notANumber: if decimals != nil || numberForm != nil { throw .notANumber } else { throw .notAnInteger }
      }
    }
  }

  private static let plainDecimal: NumberForm = {
    var form = NumberForm()
    form.decimal = .point
    return form
  }()

  private func date(_ text: String) throws(ColumnBreach) -> String {
    guard let date = dateForms.lazy.compactMap({ $0.date(of: text) }).first else {
      throw .notInForm(dateForms.map(\.text))
    }
    switch kind {
    case .year: return String(date.firstDay.civil.year)
    case .month: return String(date.firstDay.description.prefix(7))
    default: return date.description
    }
  }
}
