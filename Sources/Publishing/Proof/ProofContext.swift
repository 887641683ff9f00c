import Model
import Words

/// What the templates of the proof's page are filled with.
///
/// Each name is given everywhere, as `false` where there is nothing to say: the template engine looks for what it does not find in
/// the context around.
struct ProofContext {
  let proof: Proof
  let files: [String: Proof.File]

  init(_ proof: Proof) {
    self.proof = proof
    files = Dictionary(proof.files.map { ($0.path, $0) }) { first, _ in first }
  }

  var page: [String: Any] {
    let article = proof.article
    let verdicts = proof.figures.map(\.verdict)
    var counts: [[String: Any]] = []
    for verdict in Verdict.allCases where verdicts.contains(verdict) {
      let count = verdicts.count { $0 == verdict }
      counts.append(["text": "\(count) \(verdict.rawValue)", "class": VerdictLook.style(verdict)])
    }
    return [
      "soundings": proof.soundings, "title": article.title, "published": DateWords.words(article.published),
      "publisher": ViewText.optional(article.publisher), "address": ViewText.optional(article.address),
      "then": DateWords.words(thenDay),
      "nowMeans": nowMeans,
      "verdicts": Verdict.allCases.map {
        ["name": $0.rawValue, "class": VerdictLook.style($0), "meaning": $0.meaning]
      }, "count": English.count(proof.figures.count, "figure"), "counts": counts,
      "figures": proof.figures.map(figure),
      "hasTables": !proof.tables.isEmpty, "tables": proof.tables.map(table),
      "datasets": proof.datasets.map(dataset),
      "fileCount": English.count(proof.files.count, "file"), "files": proof.files.map(file),
    ]
  }

  /// The state that counts as that of publication.
  private var thenDay: String { proof.asOf.map { min($0, proof.article.published) } ?? proof.article.published }

  private var nowMeans: String {
    proof.asOf.map { "what was published by the end of \(DateWords.words($0)) (UTC)" }
      ?? "the newest data in the archive, which knew of nothing after \(DateWords.words(proof.referenceDay))"
  }

  private func table(_ table: Proof.Table) -> [String: Any] {
    [
      "name": table.name, "tableTitle": table.title, "grain": table.grain, "hasNotes": !table.notes.isEmpty,
      "notes": table.notes, "sql": table.sql,
    ]
  }

  private func dataset(_ dataset: Proof.Dataset) -> [String: Any] {
    [
      "datasetName": dataset.name, "datasetTitle": dataset.title, "hasNotes": !dataset.notes.isEmpty,
      "notes": dataset.notes, "sql": dataset.sql,
    ]
  }

  private func file(_ file: Proof.File) -> [String: Any] {
    [
      "fileTitle": file.title, "fileEdition": Self.edition(file), "fileHash": file.sha256, "path": Self.path(file.path),
      "bytes": NumberText.grouped(file.bytes), "dataset": file.dataset, "filePublisher": file.publisher,
      "came": came(file),
      "hasAddresses": !file.addresses.isEmpty, "addresses": file.addresses.map { ["link": Self.link($0)] },
      "restriction": ViewText.optional(file.restriction), "originals": file.originals.compactMap(\.sha256),
      "marks": file.marks ?? [],
      "license": file.license, "licenseLink": ViewText.optional(file.licenseAddress.map(Self.link)),
      "attribution": file.attribution, "homepageLink": ViewText.optional(file.homepage.map(Self.link)),
    ]
  }

  private func came(_ file: Proof.File) -> String {
    switch file.origin {
    case .fetched: "fetched from the publisher, \(file.fetched ?? "")"
    case .captured: "a web archive's copy of the publisher's file, fetched \(file.fetched ?? "")"
    case .added: "added by the newsroom, \(file.fetched ?? "")"
    case .bundled: "an excerpt of the publisher's file that came with Soundings"
    case .curated: "keyed by hand; each row names its source and the day of its statement"
    }
  }

  // MARK: - words

  static func edition(_ file: Proof.File) -> String {
    guard let edition = file.edition else { return "rows keyed by hand" }
    return "edition of \(DateWords.edition(edition))"
      + (edition == file.published ? "" : ", published \(DateWords.words(file.published ?? ""))")
  }

  /// A link that shows its address, as HTML; what is no web address is shown and leads nowhere.
  static func link(_ address: String) -> String {
    let text = Markup.escaped(address)
    guard ViewText.link(address) != nil, !address.contains(where: \.isWhitespace) else { return text }
    return "<a href=\"\(text)\" rel=\"noreferrer\">\(text)</a>"
  }

  static func path(_ path: String) -> String { "archive/" + path }
}
