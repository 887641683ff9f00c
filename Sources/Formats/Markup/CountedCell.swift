import Words

/// The rules for a cell of a column that is added up, in HTML and in wikitext.
enum CountedCell {
  /// Why such a cell cannot be read; nil if it is one number, a bound, a range, a dash or blank.
  ///
  /// - Parameter isFormed: the contract declares how its column is written, and checks the text by that.
  static func fault(_ text: String, isSpanning: Bool, isFormed: Bool) -> String? {
    if isSpanning { return "it spans rows or columns, and would be counted more than once" }
    if isFormed { return nil }
    let isMeant = text.isEmpty || ["–", "—", "-", "−"].contains(text) || StatedNumber(text) != nil
    return isMeant ? nil : "it is not one number"
  }

  /// Why a number cannot be read that spans rows or columns where nothing says whether it is added up; nil for a text, a year in its
  /// usual forms included where it has letters, and for a date.
  static func spanFault(_ text: String, isSpanning: Bool) -> String? {
    guard isSpanning, text.utf8.contains(where: { (48...57).contains($0) }) else { return nil }
    let isNumber = text.unicodeScalars.allSatisfy {
      !$0.properties.isAlphabetic && !"/:".unicodeScalars.contains($0)
    }
    guard isNumber, !isDate(text) else { return nil }
    return
      "it spans rows or columns, and would be counted more than once if it is added up: read.counted names the columns of "
      + "such numbers ([] if there are none)"
  }

  /// `2025-06-03`, `2025-06` or `3.6.2025`.
  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "." }
    let lengths = parts.map(\.utf8.count)
    guard parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return false }
    if text.contains("-"), !text.contains(".") { return lengths == [4, 2] || lengths == [4, 2, 2] }
    return parts.count == 3 && !text.contains("-") && lengths[0] <= 2 && lengths[1] <= 2 && [2, 4].contains(lengths[2])
  }
}
