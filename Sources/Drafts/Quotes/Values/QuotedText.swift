import Model
import Words

/// A quote as its numbers are read.
enum QuotedText {
  /// Takes away what only looks like a number (telephone numbers, notes, citations of laws), and what nobody can be sure of: raised digits
  /// with the number before them, scales of other countries. Numbers of a Spanish sentence become English ones.
  static func makeReadable(_ text: inout MappedText) {
    if text.text.contains(" de ") { SpanishWords.translateDates(&text) }
    if SpanishWords.isSpanish(text.text) { SpanishWords.translate(&text) }
    guard text.scalars.contains(where: \.isDecimal) else { return }
    // Ten to the sixth, and a number with a note: which of both, the letters do not say.
    text.replace(/[\d.,]*\d[\u{B2}\u{B3}\u{B9}\u{2070}-\u{209C}*\u{2020}]+\d*/) { _ in "x" }
    // 83 [2] people are 83, and 83(2) people.
    text.replace(/\[\d{1,3}\]/) { _ in " " }
    text.replace(/(\d)\(\d{1,2}\)/) { String($0.1) }
    text.replace(/\b\d{3}-\d{4}\b/) { _ in "x" }
    text.replace(/\b(\d{4}-\d{2}-\d{2})T\d{2}:[\d:.]*Z?/) { String($0.1) }
    // 8 U.S.C. 1189, 90 FR 53300.
    text.replace(/\b\d+ (?:U\.? ?S\.? ?C\.?|C\.? ?F\.? ?R\.?|F\.? ?R\.?|Fed\. Reg\.|Stat\.)(?: \u{A7}*)? ?\d[\d,]*/) {
      _ in "x"
    }
    text.replace(/\b\d+ (?:U\.S\.C\.|C\.F\.R\.|Fed\. Reg\.|Stat\.)/) { _ in "x" }
    // Where a point may separate thousands or decimals, it is neither.
    text.replace(/(^|[^\d.,])[1-9]\d{0,2}\.\d{3}(?![.,]?\d)/) { "\($0.1)x" }
    // Scales that are not understood, and mil, which is a thousand to some and a million to others.
    text.replace(/\d[\d.,]*[ -]?(?:lakhs?|crores?|mio|mrd|mil|mill|tsd|k|K)\b/) { match in
      match.0.last == "k" || match.0.last == "K" ? (match.0.contains(" ") ? "x" : String(match.0)) : "x"
    }
    // 82?
    text.replace(/\d[\d.,]*\?/) { _ in "x" }
    // Years after a preposition before something that is counted.
    text.replace(/\b([Ii]n|[Ss]ince|[Bb]y|[Dd]uring|[Uu]ntil|[Ff]rom|[Tt]hrough) ((?:19|20)\d{2}) (?=[a-z])/) {
      "\($0.1) \($0.2), "
    }
    // A strike's number is a number: Strike No. 21, strike #21.
    text.replace(/(?:No\.|#) ?(\d{1,4})\b/) { String($0.1) }
    // Meters, if no currency is before the number: then they are millions.
    text.replace(/(?<currency>[$\u{20AC}\u{A3}] ?)?(?<number>\d[\d,.]*) m\b(?!\.)/) {
      $0.currency == nil ? "\($0.number) meters" : String($0.0)
    }
  }
}
