import Model

/// The thousands and decimals of other countries: 1.000.000, 1 000, 20,5.
extension DigitReader {
  /// The words and signs behind a number that say that it is one: percent, million, kilometers.
  func isMeasured(at i: Int) -> Bool {
    if isMoney { return true }
    var start = i
    if scalar(start).isBlank || scalar(start) == "-" { start += 1 }
    if ["%", "％", "٪", "‰"].contains(scalar(start)) { return true }
    let word = self.word(at: start)
    if start == i { return Vocabulary.scales[word] != nil || UnitClass.glued.contains(word) }
    return Vocabulary.scaleWords[word] != nil || word == "per" || UnitClass.of(word).map(UnitClass.isMeasure) == true
  }

  /// The lower-case letters at a place; no word that is asked for is longer than the part that is read.
  func word(at i: Int) -> String {
    var (end, word) = (i, "")
    while end - i < 24, scalar(end).isLetter {
      word.unicodeScalars.append(scalar(end))
      end += 1
    }
    return word.lowercased()
  }
}
