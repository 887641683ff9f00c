import Words

/// What numbers mean in a Spanish sentence, in the English words for it: the sources of this subject are in both languages.
enum SpanishWords {
  /// Whether the words are Spanish: some that only it has, and more of its small words than of the English ones.
  static func isSpanish(_ text: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter }
    guard words.contains(where: own.contains) else { return false }
    return words.count { own.contains($0) || small.contains($0) } > words.count(where: english.contains)
  }

  private static let own: Set<Substring> = [
    "los", "las", "del", "que", "por", "una", "m\u{E1}s", "seg\u{FA}n", "fueron", "murieron", "muertos", "muertes",
    "personas", "soldados", "militares", "efectivos", "millones", "mill\u{F3}n", "d\u{F3}lares", "kil\u{F3}metros",
    "metros", "millas", "toneladas", "a\u{F1}os", "barcos", "lanchas", "embarcaciones", "fallecidos", "heridos",
    "entre", "desde", "hasta", "menos", "ataques", "aviones", "mil", "casi", "hay", "ha", "han",
  ]
  private static let small: Set<Substring> = [
    "el", "la", "de", "en", "y", "un", "al", "es", "se", "con", "su", "no", "a",
  ]
  private static let english: Set<Substring> = [
    "the", "of", "and", "was", "were", "is", "are", "in", "on", "to", "for", "with", "that", "at", "by", "from", "has",
    "have", "its", "an", "as",
  ]

  static func translate(_ text: inout MappedText) {
    // 15.000 and 1.204,5: points separate the thousands, and the comma the decimals.
    text.replace(/\b(\d{1,3})((?:\.\d{3})+)(?:,(\d+))?(?![\d.,]\d)/) {
      $0.1 + $0.2.replacing(".", with: ",") + ($0.3.map { "." + $0 } ?? "")
    }
    for (pattern, words) in phrases { text.replace(pattern) { _ in words } }
    text.replace(/\p{L}+/) { match in words[match.0.lowercased()] ?? String(match.0) }
  }

  /// 11 de noviembre de 2025, in whatever language the rest is.
  static func translateDates(_ text: inout MappedText) {
    text.replace(/\b(\d{1,2}|primero) de (\p{L}+)(?: del? (?:a\u{F1}o )?(\d{4}))?/.ignoresCase()) { match in
      guard let month = months.firstIndex(of: match.2.lowercased()) else { return String(match.0) }
      return "\(match.1.lowercased() == "primero" ? "1" : match.1) \(Months.name(month + 1))"
        + (match.3.map { " \($0)" } ?? "")
    }
  }

  private static let months = [
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
  ]

  nonisolated(unsafe) private static let phrases: [(Regex<Substring>, String)] = [
    (/\bmil millones(?: de)?\b/.ignoresCase(), "billion"),
    (/\bmill(?:ones|\u{F3}n)(?: de)?\b/.ignoresCase(), "million"),
    (/\bpor mil\b/.ignoresCase(), "\u{2030}"), (/\bpor ciento\b/.ignoresCase(), "percent"),
    (/\bm\u{E1}s de\b/.ignoresCase(), "more than"), (/\bmenos de\b/.ignoresCase(), "less than"),
    (/\b(?:al|por lo) menos\b/.ignoresCase(), "at least"), (/\bcomo m\u{ED}nimo\b/.ignoresCase(), "at least"),
    (/\b(?:a lo sumo|como m\u{E1}ximo|a lo m\u{E1}s)\b/.ignoresCase(), "at most"),
    (/\bmillas? n\u{E1}uticas?\b/.ignoresCase(), "nautical miles"),
    (/\bno menos de\b/.ignoresCase(), "at least"), (/\bno m\u{E1}s de\b/.ignoresCase(), "at most"),
  ]

  /// Words beside numbers, by their English ones.
  private static let words: [String: String] = [
    "mil": "thousand", "hasta": "up to", "casi": "nearly", "unos": "about", "unas": "about", "cerca": "about",
    "entre": "between", "y": "and", "o": "or", "u": "or", "no": "not", "nunca": "never", "sin": "without", "si": "if",
    "millas": "miles", "milla": "mile", "kil\u{F3}metros": "kilometers", "kil\u{F3}metro": "kilometer",
    "metros": "meters", "toneladas": "tonnes", "tonelada": "tonne", "kilos": "kilograms", "kilogramos": "kilograms",
    "gramos": "grams", "d\u{F3}lares": "dollars", "d\u{F3}lar": "dollar", "bol\u{ED}vares": "bolivars",
    "a\u{F1}os": "years", "meses": "months", "semanas": "weeks", "d\u{ED}as": "days", "horas": "hours",
    "personas": "people", "persona": "person", "soldados": "soldiers", "militares": "troops", "efectivos": "troops",
    "hombres": "men", "mujeres": "women", "migrantes": "migrants", "refugiados": "refugees", "pescadores": "fishermen",
    "tripulantes": "crew", "sobrevivientes": "survivors", "v\u{ED}ctimas": "victims", "muertos": "dead",
    "muertes": "dead", "fallecidos": "dead", "heridos": "injured", "lanchas": "boats", "lancha": "boat",
    "barcos": "boats", "barco": "boat", "embarcaciones": "vessels", "embarcaci\u{F3}n": "vessel", "buques": "ships",
    "ataques": "strikes", "ataque": "strike", "aviones": "aircraft", "pa\u{ED}ses": "countries",
    "un": "a", "una": "a", "dos": "two", "tres": "three", "cuatro": "four", "cinco": "five", "seis": "six",
    "siete": "seven", "ocho": "eight", "nueve": "nine", "diez": "ten", "once": "eleven", "doce": "twelve",
    "trece": "thirteen", "catorce": "fourteen", "quince": "fifteen", "diecis\u{E9}is": "sixteen",
    "diecisiete": "seventeen", "dieciocho": "eighteen", "diecinueve": "nineteen", "veinte": "twenty",
    "veintiuno": "twenty-one", "veinti\u{FA}n": "twenty-one", "treinta": "thirty", "cuarenta": "forty",
    "cincuenta": "fifty", "sesenta": "sixty", "setenta": "seventy", "ochenta": "eighty", "noventa": "ninety",
    "cien": "hundred", "ciento": "hundred",
  ]
}
