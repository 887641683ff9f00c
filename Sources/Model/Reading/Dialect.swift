/// How a publisher writes CSV, as far as the manifest declares it. Nothing here is guessed: what is not declared is RFC 4180 in UTF-8.
package struct Dialect: Equatable, Sendable {
  package enum Escape: String, CaseIterable, Sendable {
    /// A quote inside a quoted field is written twice.
    case doubled
    /// A quote, separator, line end or backslash that belongs to a field follows a backslash.
    case backslash
    /// A quoted field cannot contain a quote.
    case none
  }

  /// The lines before the header.
  package enum Title: Equatable, Sendable {
    case lines(Int)
    /// All lines before the first one that begins with this text, which is the header.
    case until(String)
  }

  package static let usualRecordSize = 1 << 20
  package static let largestRecordSize = 64 << 20

  package var separator = UInt8(ascii: ",")
  /// Nil: quotes are letters like any other.
  package var quote: UInt8? = UInt8(ascii: "\"")
  package var escape = Escape.doubled
  /// Nil: the byte order mark or the Content-Type says so, else UTF-8.
  package var encoding: TextEncoding?
  /// True if blanks before an opening quote and after a closing one are not content.
  package var hasBlanksAroundQuotes = false
  /// True if the first line is `sep=` and the separator.
  package var hasSeparatorLine = false
  package var title: Title?
  /// The number of lines of the header; 0 if the file has none.
  package var headerLines = 1
  /// A line that begins with this text is a comment.
  package var comment: String?
  /// The file ends with lines of which the first begins with one of these texts; empty: it has no footer.
  package var footer: [String] = []
  /// True if the table ends before the first line below a record that is blank, or has blank fields alone.
  package var endsAtBlankLine = false
  /// True if records may end with one separator too many.
  package var hasTrailingSeparator = false
  /// True if the fields that a short record lacks are NULL.
  package var allowsShortRecords = false
  package var recordSize = usualRecordSize

  package init() {}

  package static let plain = Dialect()

  /// The number of lines before the header; 0 where it begins with a text.
  package var titleLines: Int { if case .lines(let count)? = title { count } else { 0 } }

  /// The separator in words.
  package var separatorName: String {
    separator == 9 ? "a tab" : "'\(Unicode.Scalar(separator))'"
  }
}
