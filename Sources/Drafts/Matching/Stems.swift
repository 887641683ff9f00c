/// Words for comparison: in lower case, without accents and endings.
enum Stems {
  /// The stem of a word: designated, designates and designation have the same one, and so do Venezuela and Venezuelan.
  static func stem(_ word: String) -> String {
    var stem = plain(word)
    if stem == "us" || stem == "america" || stem == "american" || stem == "americans" { return "u.s." }
    if stem.hasSuffix(".") { return stem }
    if stem.hasSuffix("ies"), stem.utf8.count > 4 { return String(stem.dropLast(3)) }
    cut(&stem, ["s"], leaving: 3, unless: ["ss", "us", "is"])
    cut(&stem, ["ly"], leaving: 4)
    cut(&stem, ["ions", "ion", "ing", "ed", "al", "ment"], leaving: 4)
    cut(&stem, ["n"], leaving: 5, unless: ["in", "on", "en"])
    // Planned and plan, encourage and encouraging.
    if let last = stem.last, stem.utf8.count > 4, stem.dropLast().last == last, !"sl".contains(last) {
      stem.removeLast()
    }
    cut(&stem, ["e", "a", "y", "i"], leaving: 4)
    return stem
  }

  /// Words that do not indicate which figure is meant.
  static func isStop(_ word: String) -> Bool { stops.contains(word) }

  /// Words that hardly do: they count for a clause that is quoted verbatim, not for one that is reworded.
  static func isThin(_ word: String) -> Bool { thin.contains(word) }

  private static func cut(_ word: inout String, _ endings: [String], leaving: Int, unless: [String] = []) {
    guard !unless.contains(where: word.hasSuffix),
      let ending = endings.first(where: { word.hasSuffix($0) && word.utf8.count - $0.utf8.count >= leaving })
    else { return }
    word.removeLast(ending.count)
  }

  private static func plain(_ word: String) -> String {
    var word = word.hasSuffix("'s") ? String(word.dropLast(2)) : word
    if word.utf8.contains(where: { $0 > 127 }) { word = String(word.map { accents[$0] ?? $0 }) }
    return word
  }

  private static let accents: [Character: Character] = [
    "á": "a", "à": "a", "â": "a", "ä": "a", "ã": "a", "é": "e", "è": "e", "ê": "e", "ë": "e", "í": "i", "ì": "i",
    "î": "i", "ï": "i", "ó": "o", "ò": "o", "ô": "o", "ö": "o", "õ": "o", "ú": "u", "ù": "u", "û": "u", "ü": "u",
    "ñ": "n", "ç": "c",
  ]

  private static let stops = Set(
    """
    a an the of in on at to for from by with as and or but not no nor its it his her their our your my he she they we i
    you me him them us this that these those is are was were be been being has have had do does did will would could
    should can may might must there here who whom whose which what when where why how than then so such just only about
    around nearly almost roughly approximately some more most less least over under up down out into onto off per via
    also even still yet very too own same other another any all each every both few many much if while because since
    until after before during between among against through across within without toward towards one
    """.split { $0 == " " || $0 == "\n" }.map(String.init))

  private static let thin = Set(
    """
    said say says saying told tell tells telling known know knows new now according called call calls made make makes
    making back take takes took taken get gets got go goes went gone come comes came put puts like well way part
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
