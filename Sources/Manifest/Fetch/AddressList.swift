import Model
import Words

/// Several addresses whose files are one edition, or one address that changes with the day.
package struct AddressList: Equatable, Sendable {
  /// The years that `{year}` stands for.
  package struct Years: Equatable, Sendable {
    package var from: Int
    /// Nil: the year of the day on which the publisher is asked (UTC).
    package var to: Int?
    /// Whether the file of the last year may not be there yet.
    package var newestMayLack: Bool

    package init(from: Int, to: Int?, newestMayLack: Bool = false) {
      self.from = from
      self.to = to
      self.newestMayLack = newestMayLack
    }
  }

  package static let year = "{year}"
  /// What is put in on the day of asking.
  package static let places = ["{today}", "{this_year}", "{this_month}"]

  /// Whether a text depends on the day of asking.
  package static func isDated(_ text: String) -> Bool {
    places.contains(where: text.contains) || text.contains(/\{today:[^{}]+\}/)
  }

  /// What is put in for `{today:FORM}` of a form: it may have the parts YYYY, YY, MM, M, DD and D; nil where it has none, or other letters.
  package static func form(_ form: String, on day: Day) -> String? {
    let (year, month, dayOfMonth) = day.civil
    var (text, rest) = ("", form[...])
    var hasPart = false
    while let first = rest.first {
      let run = rest.prefix { $0 == first }
      rest = rest.dropFirst(run.count)
      switch run {
      case "YYYY": text += PaddedNumber.text(year, to: 4)
      case "YY": text += PaddedNumber.text(year % 100, to: 2)
      case "MM": text += PaddedNumber.text(month, to: 2)
      case "M": text += String(month)
      case "DD": text += PaddedNumber.text(dayOfMonth, to: 2)
      case "D": text += String(dayOfMonth)
      case _ where first.isLetter: return nil
      default:
        text += run
        continue
      }
      hasPart = true
    }
    return hasPart ? text : nil
  }

  /// A text with the day of asking in its places.
  package static func dated(_ text: String, on day: Day) -> String {
    let (year, month, _) = day.civil
    let plain = zip(places, [day.description, PaddedNumber.text(year, to: 4), PaddedNumber.text(month, to: 2)])
      .reduce(text) { $0.replacing($1.0, with: $1.1) }
    return plain.replacing(/\{today:([^{}]+)\}/) { form(String($0.output.1), on: day) ?? String($0.output.0) }
  }

  package var templates: [String]
  package var years: Years?

  package init(_ templates: [String], years: Years? = nil) {
    self.templates = templates
    self.years = years
  }

  /// The addresses of a day, in order: for each year those of the list.
  ///
  /// - Returns: the addresses, and those of them that may lead nowhere.
  package func all(on day: Day) -> (urls: [String], mayLack: Set<String>) {
    let year = day.civil.year
    let dated = templates.map { Self.dated($0, on: day) }
    guard let years else { return (dated, []) }
    let last = years.to ?? year
    var urls: [String] = []
    var mayLack: Set<String> = []
    for one in stride(from: years.from, through: last, by: 1) {
      let ofYear = dated.filter { one == years.from || $0.contains(Self.year) }
        .map { $0.replacing(Self.year, with: PaddedNumber.text(one, to: 4)) }
      urls += ofYear
      if one == last, years.newestMayLack { mayLack.formUnion(ofYear) }
    }
    return (urls, mayLack)
  }
}
