import Model

extension FigureSignOffs {
  /// Who signed the figure off, what lapsed and why, and who is missing: sentences without a period. Empty where there is nothing to say.
  package var words: [String] {
    var words = lines.map(\.words)
    if isDamaged { words.append("a record of a sign-off on it is damaged; soundings verify names it") }
    if missing > 0 {
      words.append(
        valid.isEmpty
          ? "not signed off; \(English.count(missing, "person")) must sign it off"
          : "\(English.count(missing, "more person")) must sign it off")
    }
    return words
  }
}

extension FigureSignOffs.Line {
  /// `signed off by Ann on Nov. 20, 2025: looked at both PDFs`; where it lapsed, why.
  package var words: String {
    guard !lapses.isEmpty else {
      return SignOffWords.line(name: signOff.name, signedAt: signOff.signedAt, note: signOff.note)
    }
    let day = DateWords.amid(SignOffWords.day(signOff.signedAt))
    return "the sign-off by \(signOff.name) on \(day) has lapsed: \(lapses.map(\.words).joined(separator: "; "))"
  }
}

/// A sign-off for people.
package enum SignOffWords {
  /// `signed off by Ann on Nov. 20, 2025: looked at both PDFs`
  ///
  /// - Parameter signedAt: UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package static func line(name: String, signedAt: String, note: String?) -> String {
    "signed off by \(name) on \(day(signedAt))" + (note.map { ": \($0)" } ?? "")
  }

  static func day(_ time: String) -> String { Day(String(time.prefix(10)))?.words ?? time }
}

extension SignOffLapse {
  /// `the value was 21 and is 22`
  package var words: String {
    switch self {
    case .value(let old, let new): "the value was \(old ?? "none") and is \(new ?? "none")"
    case .valueAtPublication(let old, let new):
      "the value as of publication was \(old ?? "none") and is \(new ?? "none")"
    case .rule: "the statement, its rule or its SQL was changed"
    case .evidence: "what it rests on, or who says otherwise, has changed"
    case .damagedRecord: "a record of a sign-off on it is damaged"
    }
  }
}
