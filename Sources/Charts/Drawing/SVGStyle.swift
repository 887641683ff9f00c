/// The looks of a drawing, as classes: the colors of paper, those of a dark screen, and what shows while one points at it.
///
/// Printers, and programs that know no conditions in style sheets, draw the light ones. All rules begin with `.sc`, so that those of a
/// page and of a drawing within it do not meet.
enum SVGStyle {
  /// - Parameters:
  ///   - series: how many of them have a color.
  ///   - isPlain: without what only a screen has: readings and dark colors.
  static func css(series: Int, isPlain: Bool) -> String {
    let light = colors(tone: \.light, ChartStyle.palette, series)
    if isPlain { return light + looks }
    return light + looks + readings + "@media screen and (prefers-color-scheme:dark){"
      + colors(tone: \.dark, ChartStyle.darkPalette, series) + "}@media print{.sc .m{display:none}}"
  }

  private static func colors(
    tone: (ChartStyle.Tone) -> String, _ palette: [String], _ series: Int
  ) -> String {
    var css = ""
    for each in ChartStyle.Tone.allCases {
      css += ".sc .\(each.rawValue){fill:\(tone(each))}.sc .s\(each.rawValue){stroke:\(tone(each))}"
    }
    css += ".sc .h,.sc .m text{stroke:\(tone(.ground))}"
    for i in 0..<min(series, palette.count) { css += ".sc .c\(i){fill:\(palette[i])}.sc .k\(i){stroke:\(palette[i])}" }
    return css
  }

  /// Bars have a rim of the ground, so that parts of a stack are apart (`a`); marked ones are pale (`p`). Lines (`w`), dashed (`d`);
  /// open dots (`o`); words with a rim (`h`); bold ones (`b`); spans (`n`).
  private static let looks =
    ".sc .r{fill:none;stroke-width:1}.sc .a{stroke-width:1}.sc .p{fill-opacity:.3;stroke-width:1.2}"
    + ".sc .w{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}.sc .d{stroke-dasharray:5 4}"
    + ".sc .o{stroke-width:2}.sc .h{paint-order:stroke;stroke-width:4;stroke-linejoin:round}.sc .b{font-weight:bold}"
    + ".sc .n{fill-opacity:.08}.sc .y{text-anchor:middle}.sc .z{text-anchor:end}"

  private static let readings =
    ".sc .m{outline:0;cursor:default}.sc .m rect{fill-opacity:0}.sc .m text{visibility:hidden;pointer-events:none;"
    + "paint-order:stroke;stroke-width:9;stroke-linejoin:round}.sc .m:hover rect,.sc .m:focus rect{fill-opacity:.09}"
    + ".sc .m:hover text,.sc .m:focus text{visibility:visible}.sc .m:focus-visible rect{stroke-width:2}"
    + ".sc .m:not(:focus-visible) rect{stroke:none}"
}
