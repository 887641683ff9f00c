import Drafts
import Model
import Publishing
import System
import Words

extension CheckDraftVerb.Report {
  /// The draft with its numbers marked and the evidence for each.
  package var page: DraftPage {
    // A statement in words may share a word with a number: one of the two is marked.
    var marked: [Int] = []
    for (i, entry) in result.entries.enumerated() {
      guard let last = marked.last else {
        marked.append(i)
        continue
      }
      if entry.scalars.lowerBound >= result.entries[last].scalars.upperBound { marked.append(i) }
    }
    let paragraphs = draft.paragraphs(marking: marked.map { result.entries[$0].scalars }).map { pieces in
      pieces.map { piece in DraftPage.Piece(text: piece.text, mark: piece.mark.map { marked[$0] + 1 }) }
    }
    return DraftPage(
      name: String(path.split(separator: "/").last ?? "the draft"),
      asOf: asOf.map { "that of \($0.words)" } ?? "the newest here",
      summary: summary, paragraphs: paragraphs,
      evidence: result.entries.enumerated().map { i, entry in
        DraftPage.Evidence(
          text: entry.text, verdict: entry.verdict.rawValue, why: entry.why,
          cells: entry.cells.enumerated().map { k, cell in (cell.words, cell.edition, evidence[i].commands[k]) },
          ledgerEntry: evidence[i].ledgerEntry)
      }, remarks: remarks)
  }

  /// Writes the page.
  ///
  /// - Throws: ``Problem`` if the file cannot be written.
  package func writePage(to path: String) throws { try AtomicFile.write(page.bytes, to: path) }

  /// How many numbers there are of each verdict, in words.
  package var summary: String {
    let counts = DraftReport.Verdict.allCases.compactMap { verdict -> String? in
      let count = result.count(verdict)
      guard count > 0 else { return nil }
      switch verdict {
      case .right, .wrong: return "\(count) \(verdict.rawValue)"
      case .looksLike: return "\(count) that \(count == 1 ? "looks" : "look") like something in the data"
      case .nothing: return "\(count) of which there is nothing in the data"
      }
    }
    guard !counts.isEmpty else { return "No numbers or dates." }
    return English.count(result.entries.count, "number or date", plural: "numbers and dates") + ": "
      + counts.joined(separator: ", ") + "."
  }
}

extension DraftReport.Cell {
  /// The cell in words: `venezuelan of venezuelan_encounters_by_fy, fiscal_year 2024: 313,496 encounters`.
  package var words: String {
    let row = key.map { "\($0.column) \($0.value)" }.joined(separator: ", ")
    let what = derivation.map { "\($0) of \(column)" } ?? (rowCount > 1 ? "sum of \(column)" : column)
    let said = value.map { $0.text(grouped: true) } ?? date ?? ""
    let shown = derivation == "percent change" || derivation == "share" ? shortened : said
    return "\(what) of \(source)\(row.isEmpty ? "" : ", \(row)"): \(shown)\(unit.map { " \($0)" } ?? "")"
  }

  private var shortened: String {
    guard let value, let short = value.divided(by: .init(1), decimals: 2) else { return "" }
    return "\(short.text(grouped: true)) percent"
  }
}
