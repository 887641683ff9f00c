import Drafts
import Manifest
import Model
import System
import Words

/// Finds out what one keyed row rests on.
struct EvidenceCheck {
  let dataset: DatasetManifest
  let columns: EvidenceColumns
  let shelf: DocumentShelf
  /// The path of the file, in messages.
  let file: String

  /// - Parameters:
  ///   - record: its number in the file.
  ///   - cells: its texts by column; a blank one is absent.
  func row(_ record: Int, _ cells: [String: String]) -> RowEvidence {
    var row = RowEvidence(
      dataset: dataset.name, record: record, key: dataset.key.map { cells[$0] ?? "" }, state: .noDocument)
    row.address = cells[columns.address]
    row.source = columns.source.flatMap { cells[$0] }
    // The last of several columns is the one in words.
    let said = columns.values.compactMap { names -> String? in
      guard let text = names.last(where: { cells[$0] != nil }).flatMap({ cells[$0] }) else { return nil }
      return columns.values.count > 1 ? Self.named(text, names) : text
    }
    row.said = said.isEmpty ? columns.date.flatMap { cells[$0] } : said.joined(separator: ", ")
    // What it is a value of, where the source says several.
    if let about = columns.about.flatMap({ cells[$0] }) { row.said = row.said.map { "\($0) (\(about))" } ?? about }
    row.reportedOn = cells["reported_on"]
    row.reportedText = columns.reported.flatMap { cells[$0] }
    row.locator = columns.locator.flatMap { cells[$0] }
    row.quote = columns.quote.flatMap { cells[$0] }.map { FoldedText($0).text }
    let place = "\(file), record \(record)"
    if let name = columns.kind, let text = cells[name] {
      row.kind = SourceKind(rawValue: text)
      // A kind that nobody knows would drop out of the verdict's weakest link.
      if row.kind == nil {
        let kinds = SourceKind.allCases.map(\.rawValue)
        row.problem = Problem(
          .badInput, at: place, "\(name) is '\(text)', which is no kind of source",
          remedy: Suggestion.question(text, among: kinds) + "The kinds are: \(kinds.joined(separator: ", "))")
      }
    }
    let addresses = Self.addresses(row.address)
    guard let wanted = wanted(cells, row.quote, at: place, &row.problem) else {
      row.state = addresses.isEmpty ? .noDocument : .wordsNeverRead
      return row
    }
    row.state = .documentMissing
    guard row.problem == nil else { return row }
    var failure: Problem?
    // Only what was published at the row's own address can say that the row's source said so. Of several copies one that says it will do:
    // a later one may say something else.
    for document in shelf.documents(of: addresses) {
      switch look(for: wanted, of: row, cells, in: document, at: place) {
      case .anchored(let passage, let isCompared):
        row.quote = passage.text
        row.archived = document
        row.place = passage.place
        row.isCompared = isCompared
        row.state = .anchored
        (row.remark, row.contradiction) = (nil, nil)
        return row
      case .nothing(let remark): row.remark = row.remark ?? remark
      case .contradiction(let problem, let words):
        if failure == nil { (failure, row.contradiction) = (problem, words) }
      }
    }
    row.problem = failure
    // The words are known from where they once stood, although the document is not here to be looked through.
    row.quote = row.quote ?? shelf.anchors[wanted.sha256]?.first?.quote
    return row
  }

  /// One of several values with what it is: `21 strikes`, `1 vessel`, `3 killed`; `share 8` where its column is not what it counts.
  private static func named(_ text: String, _ columns: [String]) -> String {
    let name = columns.first { $0.hasSuffix("_text") }.map { String($0.dropLast(5)) } ?? columns[0]
    let words = name.replacing("_", with: " ")
    guard columns[0] == name, text.last?.isNumber == true else { return "\(words) \(text)" }
    return "\(text) \(text == "1" ? UnitWords.singular(words) : words)"
  }

  /// What a document says of a row.
  private enum Finding {
    /// - Parameter isCompared: whether the row has a number or a day that the words say.
    case anchored(Passage, isCompared: Bool)
    /// Nothing, for a reason that does not speak against the row.
    case nothing(Problem)
    /// - Parameter words: what it is, in a few words.
    case contradiction(Problem, words: String)
  }

  private func look(
    for wanted: Wanted, of row: RowEvidence, _ cells: [String: String], in document: ArchivedDocument, at place: String
  ) -> Finding {
    let text: DocumentText
    do { text = try shelf.text(of: document) } catch {
      return .nothing(
        error as? Problem ?? Problem(at: document.file, "\(error)", remedy: "run again with --verbose"))
    }
    let hasPages = text.pages.contains { $0.number != nil }
    let pages = hasPages ? Locator.pages(row.locator ?? "") : []
    if hasPages, pages.isEmpty, let locator = row.locator, Locator.meansPage(locator) {
      return .contradiction(
        Problem(
          .badInput, at: place, "no page of \(document.file) can be read in the locator '\(locator)'",
          remedy: "write it as page 2 or pp. 2-4: pages are counted from 1, as a viewer of the file counts them"),
        words: "its locator names no page")
    }
    let found = passages(wanted, in: text, pages: pages)
    let hasCapture = shelf.documents(of: [document.source]).contains { $0.capture != nil }
    guard found.count == 1 else {
      guard document.mediaType == nil else {
        // A page changes: what its server has later says nothing against what was read there before.
        let what = found.isEmpty ? "are not" : "stand \(found.count) times"
        return .nothing(
          Problem(
            .badInput, at: document.file,
            document.capture == nil
              ? "the words \(what) in the copy that was fetched at \(document.addedAt) (\(document.source))"
              : "the words \(what) in the web archive's copy of \(document.published) (\(document.source))",
            // A web archive was asked already, and would give the same copy again.
            remedy: document.capture == nil && !hasCapture
              ? "get the page as it was: soundings evidence --fetch --from-web-archive"
              : "get the page as it was by hand, then: soundings add-document FILE --source '\(document.source)' "
                + "--published YYYY-MM-DD; or correct the quote"))
      }
      return .contradiction(
        misplaced(wanted, found, in: document, text, pages: pages, at: place),
        words: found.isEmpty
          ? "its words are not in the archived document"
          : "its words stand \(found.count) times in the archived document")
    }
    let (isCompared, unsaid) = comparison(cells, found[0], in: document, at: place)
    if let unsaid { return .contradiction(unsaid, words: "its words do not say its value") }
    if let problem = untimely(cells, found[0], row.kind, document, at: place) {
      return .contradiction(problem, words: "its day is not that of the archived document")
    }
    return .anchored(found[0], isCompared: isCompared)
  }

  /// The quote that a row names: its words, or their hash.
  private struct Wanted {
    var words: String?
    var sha256: String
    var length: Int
  }

  /// - Parameter problem: is set where the row contradicts itself.
  private func wanted(_ cells: [String: String], _ quote: String?, at place: String, _ problem: inout Problem?)
    -> Wanted?
  {
    let folded = quote.map { FoldedText($0) }
    let sha256 = columns.quoteSHA256.flatMap { cells[$0] }
    let length = columns.quoteLength.flatMap { cells[$0] }
    func mistake(_ what: String, _ remedy: String) {
      problem = Problem(.badInput, at: place, what, remedy: remedy)
    }
    if let sha256 {
      guard Hash.isSHA256(sha256) else {
        mistake("'\(sha256)' is no SHA-256", "write the 64 hexadecimal digits that soundings key gives, in lower case")
        return Wanted(words: quote, sha256: sha256, length: 0)
      }
      guard let count = length.flatMap({ Int($0) }), (1...QuoteSearch.longest).contains(count) else {
        mistake(
          "the quote's length is '\(length ?? "")'",
          "write how many characters the quote has, 1 to \(QuoteSearch.longest), as soundings key does")
        return Wanted(words: quote, sha256: sha256, length: 0)
      }
      if let folded, folded.sha256 != sha256 || folded.count != count {
        mistake(
          "the quote and its hash are of different words: '\(folded.text.prefix(60))' has the SHA-256 "
            + "\(folded.sha256.prefix(12))... and \(folded.count) characters",
          "correct the quote, or write that hash and length")
      }
      return Wanted(words: quote, sha256: sha256, length: count)
    }
    guard let folded else { return nil }
    if folded.count > QuoteSearch.longest {
      mistake(
        "the quote has \(folded.count) characters",
        "quote the words that matter, at most \(QuoteSearch.longest) characters")
    }
    return Wanted(words: folded.text, sha256: folded.sha256, length: folded.count)
  }

  private func passages(_ wanted: Wanted, in text: DocumentText, pages: [Int]) -> [Passage] {
    // A document without pages is looked through as a whole.
    let pages = text.pages.contains { $0.number != nil } ? Set(pages) : []
    func isWanted(_ page: Int?) -> Bool { pages.isEmpty || page.map(pages.contains) == true }
    if let words = wanted.words { return QuoteSearch.passages(of: words, in: text, on: isWanted) }
    return QuoteSearch.passages(ofHash: wanted.sha256, length: wanted.length, in: text, on: isWanted)
  }

  /// Why the quote does not stand in the document once.
  private func misplaced(
    _ wanted: Wanted, _ found: [Passage], in document: ArchivedDocument, _ text: DocumentText, pages: [Int],
    at place: String
  ) -> Problem {
    let quote =
      wanted.words.map { "'\($0)'" }
      ?? "the quote of \(wanted.length) characters (SHA-256 \(wanted.sha256.prefix(12))...)"
    guard found.isEmpty else {
      return Problem(
        .badInput, at: place,
        "\(quote) stands \(found.count) times in \(document.file): \(English.list(found.prefix(3).map(\.place)))",
        remedy: "quote more of the words around it, so that it stands there once")
    }
    if !pages.isEmpty, let elsewhere = passages(wanted, in: text, pages: []).first {
      let named = (pages.count == 1 ? "page " : "pages ") + English.list(pages.prefix(5).map(String.init))
      return Problem(
        .badInput, at: place, "\(quote) is not on \(named) of \(document.file), but on \(elsewhere.place)",
        remedy: "correct the locator: pages are counted from 1, as a viewer of the file counts them")
    }
    // What is no quote never leaves the archive: the remedy is shown to who runs the program, and on no page.
    let near = wanted.words.map { QuoteSearch.nearest(to: $0, in: text, limit: 1) }?.first
    return Problem(
      .badInput, at: place, "\(quote) does not stand in \(document.file) (\(document.source))",
      remedy: "quote the source's own words, letter by letter"
        + (near.map { "; the nearest there (\($0.place)): '\($0.text)'" } ?? "")
        + "; or name the address of the document that has them")
  }

  /// The addresses of a row from which a document could be got.
  static func addresses(_ text: String?) -> [String] {
    (text ?? "").split(separator: ";")
      .map { String($0.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()) }
      .filter { $0.hasPrefix("https://") || $0.hasPrefix("http://") }
  }
}
