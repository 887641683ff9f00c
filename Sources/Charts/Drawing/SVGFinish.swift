import Words

/// gnuplot's SVG made fit for a page: a title and a description for screen readers, a font that every machine has, and
/// nothing of the program that drew it.
enum SVGFinish {
  /// - Parameter name: the table's; it keeps the picture's ids apart from those of others on the same page.
  static func finished(_ svg: [UInt8], name: String, title: String, description: String) -> [UInt8] {
    let lines = String(decoding: svg, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true)
    // From the white ground on it is gnuplot's; the head is ours.
    let body = lines.drop { !$0.hasPrefix("<rect") }
    var out = """
      <?xml version="1.0" encoding="utf-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="1200" height="675" \
      viewBox="0 0 1200 675" role="img" aria-labelledby="\(name)-title \(name)-desc">
      <title id="\(name)-title">\(escaped(title))</title>
      <desc id="\(name)-desc">\(escaped(description))</desc>
      <g id="\(name)-chart" aria-hidden="true">

      """
    // gnuplot's frames for text in boxes, of which we have none.
    var isFilter = false
    var isFirstGroup = true
    for var line in body {
      // The script's first picture would differ from the others in this, which draws nothing.
      if isFirstGroup, line.contains("<g fill=\"none\"") {
        line = String(line).replacingAll("stroke=\"currentColor\"", with: "stroke=\"black\"")[...]
        isFirstGroup = false
      }
      if line.contains("<filter") { isFilter = true }
      if !isFilter { append(line, name, to: &out) }
      if line.contains("</filter>") { isFilter = false }
    }
    return Array(withoutEmptyGroups(out).utf8)
  }

  /// Empty groups show nothing, and carry colors over from the picture that gnuplot drew before this one.
  private static func withoutEmptyGroups(_ svg: String) -> String {
    var lines: [Substring] = []
    for line in svg.split(separator: "\n") {
      if line == "</g>", let last = lines.last, last == "<g>" || last.hasPrefix("<g "), last.hasSuffix(">"),
        !last.dropLast().contains(">")
      {
        lines.removeLast()
      } else {
        lines.append(line)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func append(_ line: Substring, _ name: String, to out: inout String) {
    var line = String(line.drop { $0 == "\t" || $0 == " " })
    // Objects of gnuplot's have names that say nothing, in tooltips too.
    if line.hasPrefix("<g id=\"gnuplot_") { line = "<g>" }
    for (old, new) in [
      ("id='gp", "id='\(name)-gp"), ("'#gp", "'#\(name)-gp"),
      // Bold is a weight here, not a font's name; and open marks need a line that is seen.
      ("font-family=\"DejaVu Sans:Bold\"", "font-weight=\"bold\" font-family=\"DejaVu Sans, Verdana, sans-serif\""),
      ("stroke-width='0.178'", "stroke-width='0.4'"), ("stroke-width='0.167'", "stroke-width='0.4'"),
      ("font-family=\"DejaVu Sans\"", "font-family=\"DejaVu Sans, Verdana, sans-serif\""),
    ] where line.contains(old) { line = line.replacingAll(old, with: new) }
    if !line.isEmpty { out += line + "\n" }
  }

  /// Text between tags.
  static func escaped(_ text: String) -> String {
    Markup.escaped(TextWidth.printable(text), quotingApostrophes: false)
  }
}

extension String {
  func replacingAll(_ old: String, with new: String) -> String {
    var out = ""
    var rest = self[...]
    while let range = rest.firstRange(of: old) {
      out += rest[..<range.lowerBound] + new
      rest = rest[range.upperBound...]
    }
    return out + rest
  }
}
