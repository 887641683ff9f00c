/// Templates whose meaning does not need the wiki.
enum WikitextTemplates {
  enum Meaning {
    case text(String)
    /// Shows its nth argument.
    case argument(Int)
    /// Notes, references and the like, which are not part of the text.
    case nothing
    case unknown
  }

  static func meaning(of name: String) -> Meaning {
    if let text = texts[name] { return .text(text) }
    if let argument = arguments[name] { return .argument(argument) }
    return notes.contains(name) || name.hasPrefix("cite ") ? .nothing : .unknown
  }

  private static let texts = [
    "!": "|", "=": "=", "'": "'", "nbsp": " ", "nbs": " ", "space": " ", "br": " ", "clear": " ",
    "snd": " – ", "spnd": " – ", "sndash": " – ", "spaced ndash": " – ", "spaced en dash": " – ",
    "ndash": "–", "endash": "–", "en dash": "–", "mdash": "—", "emdash": "—", "em dash": "—",
  ]

  private static let arguments = [
    "nowrap": 1, "nobr": 1, "small": 1, "smaller": 1, "big": 1, "larger": 1, "center": 1, "abbr": 1, "tooltip": 1,
    "sort": 2,
  ]

  private static let notes: Set<String> = [
    "citation", "efn", "efn-ua", "efn-lr", "efn-lg", "sfn", "sfnp", "sfnm", "refn", "r", "rp", "notetag", "note",
    "ref label", "cn",
    "citation needed", "fact", "clarify", "when", "who", "by whom", "dubious", "update", "update inline",
    "better source needed",
    "better source", "failed verification", "verify source", "page needed", "dead link", "anchor", "webarchive",
  ]
}
