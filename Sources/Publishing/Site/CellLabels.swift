/// The titles of a table's columns as a rule of the style sheet: on a phone and on paper a row of many columns is a list, in which each cell
/// says of which column it is. In the cells themselves they would be written once for each row.
enum CellLabels {
  /// - Parameter titles: of all columns, in their order.
  static func css(_ titles: [String]) -> String {
    titles.enumerated().map { i, title in
      "table.listed tr>:nth-child(\(i + 1)){--label:\"\(text(title))\"}"
    }.joined()
  }

  /// Letters, digits and what joins them: nothing that could end the text, the rule or the element.
  private static func text(_ title: String) -> String {
    String(
      String.UnicodeScalarView(
        title.unicodeScalars.map { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "." ? $0 : " " }))
  }
}
