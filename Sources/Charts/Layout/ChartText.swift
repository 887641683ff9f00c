import Words

/// The width of text in DejaVu Sans, the font of the pictures, which decides where labels fit.
enum ChartText {
  /// In pixels at the font's size; bold is about a tenth wider.
  static func width(_ text: String, size: Double, isBold: Bool = false) -> Double {
    var thousandths = 0
    for scalar in text.unicodeScalars {
      if scalar.value >= 32, scalar.value < 127 {
        thousandths += widths[Int(scalar.value) - 32]
      } else {
        thousandths +=
          scalar == "−"
          ? 838 : scalar == "…" ? 1000 : scalar == "\u{FFFD}" ? 1025 : [0, 720, 1000][TextWidth.of(scalar)]
      }
    }
    // Cairo places each letter on a whole pixel, which makes words a few percent wider.
    return Double(thousandths) / 1000 * size * (isBold ? 1.15 : 1.03)
  }

  /// The text on at most `lines` lines no wider than `width`, broken at blanks; if it does not fit, it ends with "…".
  static func wrapped(
    _ text: String, size: Double, isBold: Bool = false, to width: Double, lines limit: Int
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : "\(line) \(word)"
      if line.isEmpty || Self.width(longer, size: size, isBold: isBold) <= width {
        line = longer
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    if !line.isEmpty { lines.append(line) }
    if lines.count > limit {
      let rest = lines[(limit - 1)...].joined(separator: " ")
      lines = lines[..<(limit - 1)] + [rest]
    }
    return lines.map { truncated($0, size: size, isBold: isBold, to: width) }
  }

  /// Like ``wrapped(_:size:isBold:to:lines:)``, with lines of about equal length, so that no word is alone on the last
  /// one; for titles.
  static func balanced(_ text: String, size: Double, isBold: Bool = false, to width: Double, lines limit: Int)
    -> [String]
  {
    let lines = wrapped(text, size: size, isBold: isBold, to: width, lines: limit)
    guard lines.count > 1, lines.joined(separator: " ") == text else { return lines }
    let narrower = stride(from: 0.5, to: 1, by: 0.05).lazy.map { share in
      wrapped(text, size: size, isBold: isBold, to: width * share, lines: limit)
    }
    return narrower.first { $0.count == lines.count && $0.joined(separator: " ") == text } ?? lines
  }

  /// The text, or as much of its beginning as fits followed by "…".
  static func truncated(_ text: String, size: Double, isBold: Bool = false, to width: Double) -> String {
    guard Self.width(text, size: size, isBold: isBold) > width else { return text }
    var out = ""
    var used = Self.width("…", size: size, isBold: isBold)
    for character in text {
      used += Self.width(String(character), size: size, isBold: isBold)
      if used > width { break }
      out.append(character)
    }
    while out.last == " " || out.last == "," { out.removeLast() }
    return out + "…"
  }

  /// The advance of each character from the space to "~" in thousandths of the font's size, from DejaVuSans.ttf 2.37.
  private static let widths = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636,
    636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863,
    748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635,
    615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636,
    337, 636, 838,
  ]
}
