import Model
import Runs
import Words

extension EvidenceVerb.Report {
  /// The counts, what is wrong, then what is missing.
  var text: String {
    guard !rows.isEmpty else { return "No rows are keyed by hand.\n" }
    var lines = fetched.map { document in
      "fetched \(document.source) (\(document.bytes) bytes)"
        + (document.redirectedTo.map { "; its server redirected to \($0)" } ?? "")
    }
    if wasStopped { lines.append("stopped before all were asked; what came is kept") }
    lines += [
      "\(English.count(rows.count, "row")) keyed by hand, \(English.count(documents, "document")) in the archive:"
    ]
    for (state, count) in counts { lines.append("  \(count)  \(state.rawValue): \(state.meaning)") }
    let missing = missing
    if !missing.isEmpty { lines += ["", "Missing, those that most figures need first:"] }
    for row in missing {
      let needs = needs(row)
      lines.append("  \(row.title): \(row.reason)" + (needs.isEmpty ? "" : ", for \(English.list(needs))"))
      if let remark = row.remark { lines.append("    \(remark.place): \(remark.what)") }
      if let address = row.address { lines.append("    \(address)") }
    }
    if missing.contains(where: { $0.state != .noDocument }) {
      lines += ["", "-> get a page, then: soundings add-document FILE --source ADDRESS --published DATE"]
    }
    return lines.map { TextWidth.printable($0) }.joined(separator: "\n") + "\n"
  }
}

extension RowEvidence {
  /// The row by its key.
  var title: String { "\(dataset) \(record) (\(key.filter { !$0.isEmpty }.joined(separator: ", ")))" }

  /// Why it is not anchored. A document that is here, but does not say what the row says, is not missing.
  fileprivate var reason: String {
    contradiction ?? state.rawValue
  }
}

extension RowEvidence {
  /// Who said it, when and what; then the source's own words and where they stand, or that they are not archived.
  var sayingLines: [String] {
    let day = dateWords.map { ", \($0)" } ?? ""
    var lines = ["  \(source ?? title)\(day): \(said ?? "the row's words")" + (kind.map { " [\($0.words)]" } ?? "")]
    if let quote { lines.append("    \"\(quote)\"") }
    if let problem { lines.append("    does not stand as the row says: \(problem.what)") }
    if let remark { lines.append("    \(remark.place): \(remark.what)") }
    if let archived, let place {
      lines.append("    \(place) of \(archived.file) (\(archived.words))")
      if !isCompared { lines.append("    the row has no number or day that could be compared with these words") }
    } else {
      lines.append("    \(state.rawValue): \(address ?? "no address")")
    }
    return lines
  }
}

extension WithdrawDocumentVerb.Report {
  var text: String {
    var lines = ["\(file) (\(source)) is no longer used; its bytes stay in the archive."]
    for row in unanchored { lines.append("  no longer anchored: \(row.title)") }
    lines.append("-> bring it into figures and pages: soundings run --offline")
    return lines.map { TextWidth.printable($0) }.joined(separator: "\n") + "\n"
  }
}

extension AddDocumentVerb.Report {
  var text: String {
    var lines = [
      isNew ? "Stored as \(file) (\(bytes) bytes)." : "The archive has it already: \(file)."
    ]
    lines.append(
      anchored.isEmpty
        ? "No keyed row is anchored in it." : "\(English.count(anchored.count, "keyed row")) anchored in it:")
    for row in anchored { lines.append("  \(row.title), \(row.place ?? ""): '\(row.quote ?? "")'") }
    if isOfNoRow {
      lines.append(
        "No keyed row names this address"
          + (similar.isEmpty ? "." : "; of the same host are: \(English.list(Array(similar.prefix(5))))."))
      lines.append("-> key a row from it: soundings key DATASET --document '\(source)' --quote \"...\" --value ...")
    }
    return lines.map { TextWidth.printable($0) }.joined(separator: "\n") + "\n"
  }
}

extension KeyVerb.Report {
  var text: String {
    "Row \(record) of \(file), anchored at \(row.place ?? "") of \(row.archived?.file ?? "its document").\n"
      + "-> load it: soundings run --offline \(row.dataset)\n"
  }
}
