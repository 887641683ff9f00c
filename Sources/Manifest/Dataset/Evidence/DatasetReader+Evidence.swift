import Model
import Words

extension DatasetReader {
  /// `evidence: {address: address, quote: quote, values: [[value_integer, value_text]], date: value_date}`.
  func evidence(_ value: YAMLValue, _ header: [String]) -> EvidenceColumns? {
    let keys = [
      "address", "source", "about", "reported", "locator", "quote", "quote_sha256", "quote_length", "kind", "values",
      "unit",
      "date",
    ]
    guard let map = YAMLMap(value, keys: keys) else { return nil }
    func column(_ key: String) -> String? { map[key]?.text() }
    let columns = EvidenceColumns(
      address: map.text("address"), source: column("source"), about: column("about"), reported: column("reported"),
      locator: column("locator"),
      quote: column("quote"),
      quoteSHA256: column("quote_sha256"), quoteLength: column("quote_length"), kind: column("kind"),
      values: map["values"]?.items(orOne: false)?.compactMap { $0.texts(orOne: true) } ?? [],
      unit: column("unit"), date: column("date"))
    for name in columns.names where !name.isEmpty && !header.contains(name) {
      value.report(
        "names the column '\(name)', which is not in the file's header",
        remedy: Suggestion.question(name, among: header) + "The columns are listed under 'read.header'")
    }
    if (columns.quoteSHA256 == nil) != (columns.quoteLength == nil) {
      value.report(
        "has one of quote_sha256 and quote_length", remedy: "name both: a hash is looked for in texts of that length")
    }
    return columns
  }
}
