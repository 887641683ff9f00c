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
}
