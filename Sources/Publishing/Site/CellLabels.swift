import Manifest
import Model

/// The titles of a table's columns as a rule of the style sheet: on a phone and on paper a row of many columns is a list, in which each cell
/// says of which column it is. In the cells themselves they would be written once for each row.
enum CellLabels {
  /// - Parameter titles: of all columns, in their order.
  static func css(_ titles: [String]) -> String {
    titles.enumerated().map { i, title in "table.data tr>:nth-child(\(i + 1)){--label:\"\(text(title))\"}" }.joined()
  }

  /// What a column is called beside its cells: with its unit, which has no other place in a list.
  static func title(_ column: TableColumn) -> String {
    ColumnTitle.words(column) + (column.unit.map { ", \($0)" } ?? "")
  }

  /// Letters, digits and what joins them: nothing that could end the text, the rule or the element.
  private static func text(_ title: String) -> String {
    String(
      String.UnicodeScalarView(
        title.unicodeScalars.map { scalar in
          scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "." || scalar == ","
            ? scalar : " "
        }))
  }
}
