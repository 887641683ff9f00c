import Manifest
import Model

/// Single values and lines for the terminal.
public enum PlainText {
  /// A cell as a text table shows it: commas between thousands, "–" where the source does not say, yes and no.
  public static func cell(_ value: Value, _ column: TableColumn) -> String { Display.text(value, column) }

  /// A number with commas between thousands, anything else as it is.
  public static func value(_ value: Value) -> String {
    Display.text(value, TableColumn(name: "", kind: .integer, description: ""))
  }

  /// A publisher's text on one line: controls are shown, never obeyed.
  public static func line(_ text: String) -> String { TextWidth.printable(text) }
}
