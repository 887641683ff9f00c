import Model
import Runs
import Words

extension QuarantineReport {
  /// Each edition with its records, one per line, and if requested the record's own text below it.
  var text: String {
    guard !editions.isEmpty else { return "\(dataset): nothing is in quarantine" }
    return editions.map { edition in
      var lines = [
        "\(dataset), \(Model.Edition.title(edition.edition, edition.origin)) (\(edition.state.rawValue)): "
          + "\(English.count(edition.count, "record")) in quarantine"
      ]
      if let because = edition.acceptedBecause { lines.append("  accepted without them: \(because)") }
      for record in edition.records {
        let page = record.page > 1 ? "page \(record.page), " : ""
        let value = record.column.map { "\($0): \"\(record.value ?? "")\" " } ?? ""
        lines.append("  \(page)record \(record.record): \(value)\(record.reason)")
        if let text = record.text { lines.append("    \(text.trimmingNewlines)") }
      }
      if edition.records.count < edition.count {
        lines.append("  and \(edition.count - edition.records.count) more")
      }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
}

extension String {
  fileprivate var trimmingNewlines: String {
    var text = Substring(self)
    while let last = text.last, last.isNewline { text.removeLast() }
    return String(text)
  }
}
