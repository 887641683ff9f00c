import Archive
import Drafts
import Manifest
import Model
import Publishing
import System
import Warehouse
import Words

/// `soundings key`: keys one row of a curated dataset from the words of an archived document.
package struct KeyVerb {
  package var dataset: String
  /// An address, or the beginning of a document's SHA-256.
  package var document: String
  package var quote: String
  /// `COLUMN=VALUE`.
  package var values: [String]
  /// Writes the words themselves into the file too: allowed of the U.S. government's works only.
  package var keepsQuote = false

  package init(dataset: String, document: String, quote: String, values: [String]) {
    self.dataset = dataset
    self.document = document
    self.quote = quote
    self.values = values
  }

  package struct Report: Encodable, Sendable {
    package var file: String
    /// The new row's number.
    package var record: Int
    package var row: RowEvidence
  }

  /// - Throws: ``Problem`` if the words do not stand in the document once, do not say the values, or the row breaks the contract; nothing
  ///   is written then.
  package func run(_ project: Project) throws -> Report {
    let manifest = try project.library.dataset(named: dataset)
    guard manifest.isCurated, let columns = manifest.evidence else {
      throw Problem(
        .usage, at: dataset,
        manifest.isCurated ? "its manifest does not say where its evidence is" : "is not keyed by hand",
        remedy: manifest.isCurated
          ? "add 'evidence: {address: ...}' to \(manifest.manifestPath)"
          : "a dataset with 'curated: true' is; soundings status lists them")
    }
    let shelf = try project.evidence.shelf()
    let header = manifest.readings[0].header
    var cells = try given(header)
    let (document, passage) = try passage(
      in: shelf, pages: columns.locator.flatMap { cells[$0] }.map(Locator.pages) ?? [])
    func fill(_ column: String?, _ text: String) { if let column, cells[column] == nil { cells[column] = text } }
    fill(columns.address, document.source)
    // A month counts from its last day, or from the day on which the document was here already.
    let stored = Day(document.addedAt.prefix(10)) ?? document.published.day
    fill("reported_on", min(document.published.day, stored).description)
    if let page = passage.page { fill(columns.locator, "page \(page)") }
    let folded = FoldedText(passage.text)
    if keepsQuote || columns.quoteSHA256 == nil {
      guard columns.quote != nil else {
        throw Problem(
          .usage, at: dataset, "its file has no column for the words of a quote",
          remedy: "leave out --keep-quote, or name the column under 'evidence' of \(manifest.manifestPath)")
      }
      fill(columns.quote, folded.text)
    }
    fill(columns.quoteSHA256, folded.sha256)
    fill(columns.quoteLength, "\(folded.count)")
    // An address of another page would say that its words stand there.
    if let given = cells[columns.address], !shelf.documents(of: EvidenceCheck.addresses(given)).contains(document) {
      throw Problem(
        .usage, at: "--value", "\(columns.address) is '\(given)', and the document is of \(document.source)",
        remedy: "leave it out: the row gets the document's address")
    }
    let row = EvidenceCheck(
      dataset: manifest, columns: columns, shelf: shelf, file: CuratedFile.path(of: manifest)
    ).row(0, cells)
    if var problem = row.problem {
      problem.place = "the new row of \(dataset)"
      throw problem
    }
    // Of two at once, one would write over the other's row.
    let lock = try Lock(dataFolder: project.dataFolder, command: "key", since: project.clock.now())
    defer { withExtendedLifetime(lock) {} }
    let file = try CuratedFile(manifest)
    let (text, record) = try file.adding(header.map { cells[$0] ?? "" }, of: manifest)
    try checkContract(text, record, manifest)
    try AtomicFile.write(Array(text.utf8), to: file.path)
    // What the sample gives is the curated rows themselves.
    if Files.exists(SampleCheck.expectedPath(manifest)), SampleCheck.samplePath(manifest) == file.path,
      let expected = try SampleCheck.rendered(manifest)
    {
      try AtomicFile.write(Array(expected.utf8), to: SampleCheck.expectedPath(manifest))
    }
    try project.archive.record(
      Anchor(
        quote: folded.text, quoteSHA256: folded.sha256, document: document.sha256, page: passage.page,
        offset: passage.offset))
    project.evidence.forget()
    guard let keyed = try project.evidence.rows(of: manifest).first(where: { $0.record == record }) else {
      throw Problem(at: file.path, "the new row cannot be found in it", remedy: "look at it, then: soundings check")
    }
    return Report(file: file.path, record: record, row: keyed)
  }

  /// Of several copies of an address the one in which the words stand.
  private func passage(in shelf: DocumentShelf, pages: [Int]) throws -> (ArchivedDocument, Passage) {
    let documents = shelf.documents(named: document)
    guard let first = documents.first else { throw shelf.unknown(document, at: "--document") }
    var failure: Problem?
    for document in documents {
      do { return (document, try passage(in: shelf.text(of: document), of: document, pages: pages)) } catch let problem
        as Problem
      {
        failure = failure ?? problem
      }
    }
    throw failure ?? shelf.unknown(first.source, at: "--document")
  }

  private func passage(in text: DocumentText, of document: ArchivedDocument, pages: [Int]) throws -> Passage {
    let count = FoldedText(quote).count
    guard (1...QuoteSearch.longest).contains(count) else {
      throw Problem(
        .usage, at: "--quote", count == 0 ? "is empty" : "has \(count) characters",
        remedy: "quote the words that say it, at most \(QuoteSearch.longest) characters")
    }
    let isPaged = text.pages.contains { $0.number != nil }
    let found = QuoteSearch.passages(of: quote, in: text) { page in
      pages.isEmpty || !isPaged || page.map(pages.contains) == true
    }
    if found.count == 1 { return found[0] }
    guard found.isEmpty else {
      throw Problem(
        .usage, at: "--quote",
        "stands \(found.count) times in \(document.file): \(English.list(found.prefix(3).map(\.place)))",
        remedy: "quote more of the words around it, so that it stands there once; or name its page in the row's locator"
      )
    }
    let elsewhere = pages.isEmpty ? [] : QuoteSearch.passages(of: quote, in: text)
    if let first = elsewhere.first {
      throw Problem(
        .usage, at: "--quote",
        "does not stand on page \(English.list(pages.prefix(5).map(String.init))) of \(document.file), but on \(first.place)",
        remedy: elsewhere.count == 1
          ? "leave the locator out, and the row gets its page; or name that one"
          : "name the page that you mean: it stands on \(English.list(elsewhere.prefix(5).map(\.place)))")
    }
    let near = QuoteSearch.nearest(to: quote, in: text).map { "'\($0.text)' (\($0.place))" }
    throw Problem(
      .usage, at: "--quote", "does not stand in \(document.file)",
      remedy: near.isEmpty
        ? "nothing like it is there: is it the right document?"
        : "quote it letter by letter; the nearest words there: \(near.joined(separator: "; "))")
  }

  private func given(_ header: [String]) throws -> [String: String] {
    var cells: [String: String] = [:]
    for text in values {
      guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
        throw Problem(
          .usage, at: "--value", "'\(text)' is not COLUMN=VALUE", remedy: "write it as: --value 'item=in force'")
      }
      let name = String(text[..<sign])
      guard header.contains(name) else {
        throw Problem(
          .usage, at: "--value", "'\(name)' is no column of \(dataset)",
          remedy: "its columns are: \(English.list(header))")
      }
      guard !text.contains(where: \.isNewline) else {
        throw Problem(
          .usage, at: "--value", "'\(name)' has a line break, and a row is one line",
          remedy: "write the value on one line")
      }
      guard cells.updateValue(String(text[text.index(after: sign)...]), forKey: name) == nil else {
        throw Problem(.usage, at: "--value", "'\(name)' is given twice", remedy: "give each column once")
      }
    }
    return cells
  }

  /// - Throws: ``Problem`` where the new row breaks the dataset's contract, or repeats a key.
  private func checkContract(_ text: String, _ record: Int, _ manifest: DatasetManifest) throws {
    let folder = try PrivateFolder()
    defer { withExtendedLifetime(folder) {} }
    let path = folder.path + "/curated.csv"
    try AtomicFile.write(Array(text.utf8), to: path)
    guard let breach = try CuratedFile.firstBreach(path, of: manifest, record: record) else { return }
    throw Problem(
      .usage, at: "the new row of \(dataset)",
      "\(breach.column): '\(breach.value)' \(breach.reason)",
      remedy: breach.remedy ?? "give another value: --value '\(breach.column)=...'")
  }
}
