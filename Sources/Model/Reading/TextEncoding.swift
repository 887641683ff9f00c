/// An encoding of text that Soundings reads.
package enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  /// With a byte order mark.
  case utf16 = "utf-16"
  case utf16LE = "utf-16le"
  case utf16BE = "utf-16be"
  case windows1252 = "windows-1252"
  case latin1 = "latin-1"
  /// Central European.
  case windows1250 = "windows-1250"
  case latin2 = "iso-8859-2"
  /// Latin-9, which has the euro.
  case latin9 = "iso-8859-15"

  /// True if each character takes up at least two bytes.
  package var isWide: Bool { self == .utf16 || self == .utf16LE || self == .utf16BE }

  /// The encoding that the byte order mark at the beginning of a file names; nil without one.
  package init?(markAt bytes: some Collection<UInt8>) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      self = .utf8
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      self = .utf16LE
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self = .utf16BE
    } else {
      return nil
    }
  }

  /// UTF-16 of JSON that has no byte order mark: its first two characters are ASCII, so that the zeros among its first four bytes say it
  /// (RFC 4627, 3); nil for anything else.
  package init?(ofJSON bytes: some Collection<UInt8>) {
    switch bytes.prefix(4).map({ $0 == 0 }) {
    case [false, true, false, true]: self = .utf16LE
    case [true, false, true, false]: self = .utf16BE
    default: return nil
    }
  }

  /// The encoding that a Content-Type names (`text/csv; charset=windows-1252`); nil if it names none, or one that is not read.
  package init?(contentType: String) {
    for parameter in contentType.split(separator: ";").dropFirst() {
      let parts = parameter.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].filter({ $0 != " " }).lowercased() == "charset" else { continue }
      let name = parts[1].filter { $0 != " " && $0 != "\"" }.lowercased()
      switch name {
      case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
      case "iso-8859-1", "latin1", "latin-1", "iso8859-1": self = .latin1
      case "windows-1252", "cp1252": self = .windows1252
      case "windows-1250", "cp1250": self = .windows1250
      case "iso-8859-2", "latin2", "latin-2": self = .latin2
      case "iso-8859-15", "latin9", "latin-9": self = .latin9
      case "utf-16": self = .utf16
      case "utf-16le": self = .utf16LE
      case "utf-16be": self = .utf16BE
      default: return nil
      }
      return
    }
    return nil
  }
}
