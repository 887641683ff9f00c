import Model
import Words

/// The English words that decide what a number means.
enum Vocabulary {
  // MARK: Letters beside digits

  /// Letters that may directly precede digits: currencies and fiscal years.
  static let lettersBeforeDigits: Set<String> = ["fy", "us", "usd", "eur", "gbp", "eu", "c"]
  static let schemes: Set<String> = ["http", "https", "ftp"]
  static let domains: Set<String> = ["com", "org", "net", "gov", "edu", "mil", "int", "info", "news"]

  /// Letters that may directly follow digits.
  static func isSuffix(_ letters: String) -> Bool {
    let lower = letters.lowercased()
    if ordinalEndings.contains(lower) || scales[lower] != nil || lower == "s" || lower == "x" { return true }
    if ["am", "pm", "fold"].contains(lower) { return true }
    // 5G and 3D are names, 5g and 3d are not; GB is written in capitals.
    return UnitClass.glued.contains(letters) || UnitClass.glued.contains(lower) && letters != letters.uppercased()
  }

  static let ordinalEndings: Set<String> = ["st", "nd", "rd", "th"]

  /// Powers of ten, as words and as letters after digits. "50m" means 50 million for money; otherwise it may mean
  /// meters.
  static let scales: [String: Int] = [
    "k": 3, "m": 6, "mn": 6, "mm": 6, "mln": 6, "b": 9, "bn": 9, "bln": 9, "t": 12, "tn": 12, "trn": 12,
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
  ]
  /// The scales that are separate words.
  static let scaleWords: [String: Int] = [
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "bn": 9, "mn": 6, "m": 6, "b": 9,
  ]

  // MARK: Numbers in words

  static let cardinals: [String: Int] = [
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
  ]
  static let ordinals: [String: Int] = [
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90,
  ]
  static let ordinalScales = ["hundredth": 2, "thousandth": 3, "millionth": 6, "billionth": 9]
  /// Denominators of fractions: two-thirds, three quarters.
  static let denominators: [String: Int] = [
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9,
    "ninths": 9, "tenth": 10, "tenths": 10,
  ]
  /// Words for multiples, in hundredths.
  static let multipliers: [String: Int128] = [
    "doubled": 200, "doubles": 200, "doubling": 200, "tripled": 300, "triples": 300, "tripling": 300, "trebled": 300,
    "quadrupled": 400, "quadruples": 400, "quadrupling": 400, "quintupled": 500, "halved": 50, "halving": 50,
    "halves": 50, "twofold": 200, "threefold": 300, "fourfold": 400, "fivefold": 500, "sixfold": 600, "tenfold": 1000,
    "hundredfold": 10_000, "twice": 200, "thrice": 300,
  ]
  /// Multiples if the words around them express growth: "more than double", "to double its reward".
  static let bareMultipliers: [String: Int128] = ["double": 200, "triple": 300, "quadruple": 400, "halve": 50]
  static let beforeBareMultiplier: Set<String> = [
    "than", "to", "will", "would", "could", "may", "might", "nearly", "almost", "about", "roughly", "not",
  ]
  static let afterBareMultiplier: Set<String> = [
    "the", "its", "their", "his", "her", "our", "that", "what", "those", "these", "this", "last", "in", "by", "since",
  ]

  // MARK: First, second, third

  /// Words before "first" that make it count: the first strike, its second.
  static let determiners: Set<String> = [
    "the", "its", "his", "her", "their", "our", "this", "that", "a", "an", "every", "each",
  ]
  /// Words after "first", "second" and "third" that show that these count nothing.
  static let notCounted: Set<String> = [
    "lady", "time", "place", "amendment", "minister", "family", "responder", "responders", "half", "hand", "sight",
    "glance", "step", "thing", "things", "name", "party", "world", "class", "chance", "thought", "thoughts", "look",
    "nature", "guess", "instance", "degree", "term",
  ]
  /// The same for "first" after any word, and for "a second": the first to, wait a second and.
  static let notCountedAlone: Set<String> = [
    "of", "to", "in", "or", "and", "later", "ago", "before", "after", "is", "was", "if", "on", "at", "when", "that",
    "who",
  ]

  /// Words before a number that names something: Article 5, Title 42, Section 702. Such a number does not count
  /// anything.
  static let designators: Set<String> = [
    "article", "articles", "title", "section", "sections", "chapter", "page", "pages", "paragraph", "clause", "rule",
    "room", "flight", "route", "highway", "interstate", "channel", "figure", "table", "appendix", "annex", "volume",
    "vol", "phase", "type", "category", "level", "tier", "resolution", "form", "area", "version", "protocol",
    "boeing", "airbus", "apollo", "amendment", "proposition", "covid", "schedule", "exit", "gate", "pier", "suite",
    "apartment", "unit", "windows", "catch", "district", "ward", "precinct", "chart", "footnote", "note", "fig", "pp",
    "directive", "formula", "falcon", "soyuz", "group", "order",
  ]
  /// Those that also do so in lower case.
  static let lowerDesignators: Set<String> = [
    "article", "title", "section", "chapter", "page", "pages", "paragraph", "route", "interstate", "highway", "flight",
    "channel", "phase", "type", "category", "level", "tier", "resolution", "version", "room", "covid", "figure",
  ]
  /// Words that end a name with an ordinal before it: the 22nd Marine Expeditionary Unit, Fifth Avenue.
  static let ordinalNames: Set<String> = [
    "fleet", "avenue", "street", "amendment", "unit", "division", "brigade", "regiment", "congress", "circuit",
    "airborne", "battalion", "squadron", "wing", "infantry", "army", "corps", "cavalry", "parallel", "republic",
    "district", "precinct", "ward", "group", "force", "war", "world", "reich", "estate", "lady", "symphony", "meridian",
  ]
  /// Numbers that are names of days and services.
  static let names: Set<String> = ["9/11", "24/7", "7/7"]
  /// Words that a hyphen may join to a number, which remains a number: mid-2025.
  static let prefixes: Set<String> = [
    "mid", "pre", "post", "late", "early", "sub", "over", "under", "about", "to", "and", "the", "non", "end", "around",
    "nearly", "some", "ex", "than", "plus", "minus",
  ]

  static let abbreviations: Set<String> = [
    "mr", "mrs", "ms", "dr", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "maj", "st", "no", "nos", "vs", "inc",
    "corp", "co", "ltd", "adm", "capt", "cmdr", "prof", "rev", "jr", "sr", "approx", "est", "cf", "al", "fig", "pp",
    "vol", "art", "sec", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "ret",
    "messrs", "hon", "pres", "ca", "dept", "ft", "mt",
  ]

  // MARK: Dates

  /// Months that are also words or first names: dates only next to a number or after one of ``beforeMonth``.
  static let doubtfulMonths: Set<String> = ["march", "april", "may", "june", "august", "mar", "jan", "dec"]
  static let beforeMonth: Set<String> = [
    "in", "since", "by", "of", "until", "till", "during", "last", "next", "this", "early", "late", "mid", "from",
    "through", "before", "between", "every", "to", "after",
  ]
  /// Monday is 0.
  static let weekdays = Dictionary(uniqueKeysWithValues: Weekdays.names.enumerated().map { ($1, $0) })
  /// Words that make a weekday a holiday or an event: Black Friday.
  static let beforeFeast: Set<String> = [
    "black", "good", "super", "cyber", "ash", "palm", "easter", "giving", "bloody",
  ]
  static let relativeDays = ["today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1]
}
