import System

/// Colors, on a light and on a dark ground.
enum ChartStyle {
  /// The font that text is measured in, then what browsers have of the same width, then any.
  static let fonts = "DejaVu Sans, Verdana, sans-serif"

  /// What is drawn in one color; the text is its class in SVG.
  enum Tone: String, CaseIterable {
    case ground = "g"
    case ink = "i"
    case quiet = "q"
    case grid = "l"
    case leader = "e"

    /// Words in ink and quiet have a contrast of 7:1 on the ground.
    var light: String {
      switch self {
      case .ground: "#ffffff"
      case .ink: "#222222"
      case .quiet: "#595959"
      case .grid: "#dddddd"
      case .leader: "#8c8c8c"
      }
    }

    var dark: String {
      switch self {
      case .ground: "#1c2226"
      case .ink: "#e8e6e1"
      case .quiet: "#a9b2ba"
      case .grid: "#39424a"
      case .leader: "#7d868e"
      }
    }
  }

  /// After Okabe and Ito's colors (https://jfly.uni-koeln.de/color/), which people with any of the common color blindnesses can distinguish;
  /// those that have less than the contrast of 3:1 on white that WCAG asks of graphics are darker, their yellow is left out. The order
  /// alternates light and dark. Names are never written in these colors; shapes and labels repeat the information.
  static let palette = [
    "#0072b2", "#c47a00", "#009e73", "#cc79a7", "#a83c00", "#3a94cc", "#222222", "#8c8c8c",
  ]
  /// The same hues with a contrast of at least 3:1 on the dark ground.
  static let darkPalette = [
    "#4aa8e0", "#e69f00", "#00b584", "#d98cb6", "#f0703a", "#9ad4f5", "#f0f0f0", "#a0a0a0",
  ]

  static func color(_ series: Int) -> String { palette[series % palette.count] }
}
