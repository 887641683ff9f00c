import Model

/// Units of measure beside a number. Manifests give a unit in the plural: `strikes`, `people`, `encounters in fiscal
/// year 2024`.
package enum UnitWords {
  /// The unit that is written as a sign before the number.
  package static let dollars = "U.S. dollars"

  private static let irregular = ["people": "person", "women": "woman", "men": "man", "children": "child"]
  /// Nouns that look plural and are the same in the singular; a multiple stays `1 times`.
  private static let unchanged: Set<String> = ["times", "series", "species", "means", "lbs"]
  private static let relative: Set<String> = ["that", "which", "who", "whose", "where"]
  private static let prepositions: Set<String> = [
    "of", "in", "by", "per", "for", "from", "on", "at", "to", "with", "without", "under", "over", "between", "since",
    "before", "after", "through", "against", "as", "a",
  ]

  /// The unit to write after `number`: singular after exactly 1 or -1.
  package static func unit(_ unit: String, of number: ExactNumber) -> String {
    number.magnitude == ExactNumber(1) ? singular(unit) : unit
  }

  /// A number as AP style writes it with its unit: `21 strikes`, `1 person`, `8%`, `0.5% of the crossings`, `$50 million`.
  ///
  /// - Parameter text: the number as it is to be written.
  package static func beside(_ text: String, _ unit: String?, of number: ExactNumber) -> String {
    guard let unit else { return text }
    if unit == "percent" || unit.hasPrefix("percent ") { return text + "%" + unit.dropFirst(7) }
    if unit == dollars { return number.isNegative ? "−$" + text.drop { $0 == "-" } : "$" + text }
    return text + " " + self.unit(unit, of: number)
  }

  /// `strike`, `person`, `published study`, `encounter in fiscal year 2024`.
  ///
  /// `sources that say so` becomes `source`: the verb would have to change too, and no rule finds it.
  package static func singular(_ unit: String) -> String {
    let all = unit.split(separator: " ").map(String.init)
    let words = Array(all.prefix { !relative.contains($0) })
    let head = (words.firstIndex(where: prepositions.contains) ?? words.endIndex) - 1
    guard head >= 0 else { return unit }
    let noun = singularNoun(words[head])
    guard noun != words[head] else { return unit }
    return (words[..<head] + [noun] + words[(head + 1)...]).joined(separator: " ")
  }

  private static func singularNoun(_ noun: String) -> String {
    if let one = irregular[noun] { return one }
    func ends(_ endings: String...) -> Bool { endings.contains(where: noun.hasSuffix) }
    guard ends("s"), noun.utf8.count > 3, !ends("ss", "us", "is"), !unchanged.contains(noun) else { return noun }
    if ends("ies"), noun.utf8.count > 4 { return noun.dropLast(3) + "y" }
    return String(noun.dropLast(ends("sses", "shes", "ches", "xes") ? 2 : 1))
  }
}
