import FoundationEssentials
import Model
import Words

/// A chart as HTML for a page of somebody else's: its numbers are fixed, and nothing is loaded from anywhere.
enum ChartEmbed {
  /// - Parameters:
  ///   - alt: what the chart shows, for who cannot see it.
  ///   - day: up to which its numbers are what was known.
  static func html(_ chart: SiteChart.Drawn, alt: String, day: Day) -> String {
    let caption = [chart.title, chart.source, "As known on \(day.words)"].filter { !$0.isEmpty }
      .map { Markup.escaped(English.sentence($0)) }.joined(separator: " ")
    return """
      <figure style="margin:0"><picture><source media="(max-width:52rem)" srcset="\(address(chart.plainNarrow))">\
      <img src="\(address(chart.plainWide))" alt="\(Markup.escaped(alt))" style="width:100%;height:auto"></picture>\
      <figcaption style="font-size:.8rem">\(caption)</figcaption></figure>
      """
  }

  private static func address(_ svg: [UInt8]) -> String {
    "data:image/svg+xml;base64,\(Data(svg).base64EncodedString())"
  }
}
