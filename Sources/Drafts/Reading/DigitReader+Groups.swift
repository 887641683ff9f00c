import Model

/// Thousands and decimals as other countries write them: 1.000.000, 1 000, 20,5.
extension DigitReader {
  /// Whether a number is followed by a word or sign that shows that it is one number: percent, million, kilometers.
  func isMeasured(at i: Int) -> Bool {
    if isMoney { return true }
    var start = i
    if scalar(start).isBlank || scalar(start) == "-" { start += 1 }
    if ["%", "％", "٪", "‰"].contains(scalar(start)) { return true }
    let word = self.word(at: start)
    if start == i { return Vocabulary.scales[word] != nil || UnitClass.glued.contains(word) }
    return Vocabulary.scaleWords[word] != nil || word == "per" || UnitClass.of(word).map(UnitClass.isMeasure) == true
  }

  /// The lower-case letters at an index; limited to a length that none of the compared words exceeds.
  func word(at i: Int) -> String {
    var (end, word) = (i, "")
    while end - i < 24, scalar(end).isLetter {
      word.unicodeScalars.append(scalar(end))
      end += 1
    }
    return word.lowercased()
  }
}
