import FoundationEssentials
import Model

/// Reads what a web archive has of an address: the answer of a CDX server (as JSON or as text), of pywb (a JSON object on each line), or a
/// Memento TimeMap (RFC 7089).
enum CaptureIndex {
  /// The successful captures, the oldest first; nil if the text has none of these forms.
  ///
  /// - Parameter address: what was asked for, for a TimeMap, which says so elsewhere.
  static func captures(in text: String, of address: String) -> [Capture]? {
    let found: [Capture]? =
      switch text.first(where: { !$0.isWhitespace }) {
      case nil: []
      case "["?: rows(text).flatMap(table)
      case "{"?: lines(text).map { all in all.compactMap { capture($0, mime: $0["mime"], status: $0["status"]) } }
      case "<"?: links(text, of: address)
      default: fields(text).flatMap(table)
      }
    guard let found, found.allSatisfy({ $0.day != nil }) else { return nil }
    return found.sorted { ($0.timestamp, $0.original) < ($1.timestamp, $1.original) }
  }

  /// The fields of a CDX server's lines of text, below their names; nil if these are other lines.
  private static func fields(_ text: String) -> [[String]]? {
    let names = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
    let lines = text.split(whereSeparator: \.isNewline).map { $0.split(separator: " ").map(String.init) }
    return lines.allSatisfy { $0.count >= 6 } ? [names] + lines : nil
  }

  private static func rows(_ text: String) -> [[String]]? {
    try? JSONDecoder().decode([[String]].self, from: Data(text.utf8))
  }

  private static func lines(_ text: String) -> [[String: String]]? {
    let lines = text.split(whereSeparator: \.isNewline)
    let objects = lines.compactMap { try? JSONDecoder().decode([String: String].self, from: Data($0.utf8)) }
    return objects.count == lines.count ? objects : nil
  }

  /// Rows whose first one names the columns; nil if it names others.
  private static func table(_ rows: [[String]]) -> [Capture]? {
    guard let names = rows.first else { return [] }
    guard names.contains("timestamp"), names.contains("original") || names.contains("url") else { return nil }
    return rows.dropFirst().compactMap { row in
      let fields = Dictionary(zip(names, row), uniquingKeysWith: { first, _ in first })
      return capture(fields, mime: fields["mimetype"], status: fields["statuscode"])
    }
  }

  /// Nil for what was not a good answer: a redirect, an error. A *revisit* is a capture whose bytes were those of an earlier one.
  private static func capture(_ fields: [String: String], mime: String?, status: String?) -> Capture? {
    guard let timestamp = fields["timestamp"], let original = fields["original"] ?? fields["url"],
      status == nil || status == "200" || mime == "warc/revisit" && !("300"..."999").contains(status ?? "")
    else { return nil }
    let digest = fields["digest"].flatMap { $0.isEmpty || $0 == "-" ? nil : $0 }
    return Capture(timestamp: timestamp, original: original, digest: digest)
  }

  /// `<ADDRESS>; rel="first memento"; datetime="Tue, 18 Nov 2025 10:00:00 GMT",`
  private static func links(_ text: String, of original: String) -> [Capture]? {
    // A page of HTML begins with the same character.
    guard text.contains("rel=\"original\"") else { return nil }
    return text.split(separator: "<").compactMap { link -> Capture? in
      guard let end = link.firstIndex(of: ">") else { return nil }
      let rest = link[end...]
      guard value("rel", in: rest)?.split(separator: " ").contains("memento") == true,
        let time = value("datetime", in: rest).flatMap({ HTTPDate.secondsSince1970(String($0)) })
      else { return nil }
      return Capture(timestamp: timestamp(time), original: original, address: String(link[..<end]))
    }
  }

  private static func value(_ name: String, in text: Substring) -> Substring? {
    guard let start = text.firstRange(of: "\(name)=\"")?.upperBound else { return nil }
    return text[start...].prefix { $0 != "\"" }
  }

  /// - Parameter time: in seconds since 1970.
  static func timestamp(_ time: Int) -> String {
    let day = Day(daysSince1970: time / 86_400).description.filter { $0 != "-" }
    let clock = [time % 86_400 / 3600, time % 3600 / 60, time % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
    return day + clock.joined()
  }
}
