import System

/// Sizes and colors.
enum ChartStyle {
  static let width = 1200.0
  static let height = 675.0
  static let margin = 28.0
  static let font = "DejaVu Sans"

  static let title = 25.0
  static let subtitle = 16.0
  static let label = 15.0
  static let source = 12.5

  static let ink = "#222222"
  static let quiet = "#595959"
  static let grid = "#dddddd"
  static let leader = "#999999"

  /// Okabe and Ito's colors (https://jfly.uni-koeln.de/color/), which people with any of the common color blindnesses
  /// can distinguish, without their yellow, which is too light on white. The order alternates light and dark. Names are
  /// never written in these colors, because some have too little contrast for text; shapes and labels repeat the
  /// information.
  static let palette = [
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#000000", "#8c8c8c",
  ]

  static func color(_ series: Int) -> String { palette[series % palette.count] }

  /// The color mixed with white, for partial values.
  static func lighter(_ series: Int) -> String {
    let hex = Array(color(series).utf8.dropFirst())
    func value(_ digit: UInt8) -> Int { Int(digit) - (digit >= 97 ? 87 : 48) }
    let mixed = stride(from: 0, to: 6, by: 2).map { i in
      UInt8(255 - (255 - (value(hex[i]) * 16 + value(hex[i + 1]))) * 3 / 10)
    }
    return "#" + Hex.text(mixed)
  }
}
