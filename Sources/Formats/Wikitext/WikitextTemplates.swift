/// Templates whose meaning is known without the wiki.
enum WikitextTemplates {
  enum Meaning {
    case text(String)
    /// Shows its nth argument.
    case argument(Int)
    /// A mark after the text that leads to a note or a reference; not part of the text.
    case footnote
    /// A source cited in the text.
    case citation
    /// Shows something that is not read: a link, a flag, a distance. Adds neither rows nor cells.
    case inline
    case unknown
  }

  /// - Parameter name: from ``name(_:)``.
  static func meaning(of name: String) -> Meaning {
    if let text = texts[name] { return .text(text) }
    if let argument = arguments[name] { return .argument(argument) }
    if footnotes.contains(name) { return .footnote }
    if citations.contains(name) || name.hasPrefix("cite ") { return .citation }
    return inline.contains(name) ? .inline : .unknown
  }

  /// The name as MediaWiki compares it, except for case: without the namespace, and with underscores as blanks.
  static func name(_ written: String) -> String {
    let words = written.lowercased().split(whereSeparator: { $0.isWhitespace || $0 == "_" }).joined(separator: " ")
    guard words.hasPrefix("template:") else { return words }
    return String(words.dropFirst("template:".count).drop { $0 == " " })
  }

  /// True if the text is made of this argument; any other argument may change the text.
  static func takes(_ argument: String, of name: String) -> Bool {
    switch name {
    case "sort", "abbr", "tooltip": argument == "1" || argument == "2"
    default: argument == "1"
    }
  }

  private static let texts = [
    "!": "|", "=": "=", "'": "'", "nbsp": " ", "nbs": " ", "space": " ", "br": " ", "clear": " ",
    "snd": " – ", "spnd": " – ", "sndash": " – ", "spaced ndash": " – ", "spaced en dash": " – ",
    "ndash": "–", "endash": "–", "en dash": "–", "mdash": "—", "emdash": "—", "em dash": "—",
  ]

  private static let arguments = [
    "nowrap": 1, "nobr": 1, "small": 1, "smaller": 1, "big": 1, "larger": 1, "center": 1, "abbr": 1, "tooltip": 1,
    "nts": 1, "number table sorting": 1, "sort": 2,
  ]

  private static let footnotes: Set<String> = [
    "efn", "efn-ua", "efn-la", "efn-lr", "efn-ur", "efn-lg", "sfn", "sfnp", "sfnm", "refn", "r", "rp", "notetag", "ref",
    "ref label", "cn", "citation needed", "fact", "clarify", "when", "who", "by whom", "dubious", "update inline",
    "better source needed", "better source", "failed verification", "verify source", "page needed", "dead link",
    "anchor",
  ]

  private static let citations: Set<String> = ["citation", "note", "update", "webarchive"]

  private static let inline: Set<String> = [
    "harvnb", "harv", "harvtxt", "ill", "interlanguage link", "lang",
    "langx",
    "transl", "transliteration", "convert", "cvt", "circa", "c.", "as of", "age", "start date", "end date", "date",
    "dts",
    "flag", "flagicon", "flagcountry", "flagu", "flagdeco", "uss", "usns", "uscgc", "ship", "sic", "quote", "quotation",
    "blockquote", "main", "see also", "further", "see below", "section link", "slink", "url", "official website",
    "usd", "us$", "val", "coord", "font color", "color", "sup", "sub", "nobold", "nts2", "hs", "ntsh", "ubl",
    "unbulleted list", "plainlist", "hlist", "flatlist", "endplainlist", "endflatlist", "n/a", "na", "unknown", "tba",
    "0", "dash", "yes", "no", "dunno", "partial",
  ]
}
