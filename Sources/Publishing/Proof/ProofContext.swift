import Model
import Words

/// What the templates of the proof's page are filled with.
///
/// Each name is given everywhere, as `false` where there is nothing to say: the template engine looks for what it does not find in
/// the context around.
struct ProofContext {
  let proof: Proof
  let files: [String: Proof.File]
  /// Under which number a file is listed.
  private let fileNumbers: [String: Int]
  /// The files in which the figures are written: one, but in a proof that somebody changed.
  let places: [String]

  init(_ proof: Proof) {
    self.proof = proof
    files = Dictionary(proof.files.map { ($0.path, $0) }) { first, _ in first }
    places = Set(proof.figures.map(\.claim.place)).sorted()
    fileNumbers = Dictionary(proof.files.enumerated().map { ($1.path, $0 + 1) }) { first, _ in first }
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
      "then": DateWords.words(thenDay), "written": ViewText.optional(places.count == 1 ? places[0] : nil),
      "nowMeans": nowMeans,
      "evidenceStates": statesOfSources,
      "verdicts": Verdict.allCases.map {
        ["name": $0.rawValue, "class": VerdictLook.style($0), "meaning": $0.meaning]
      }, "count": English.count(proof.figures.count, "figure"), "counts": counts,
      "figures": proof.figures.map(figure),
      "hasTables": !proof.tables.isEmpty, "tables": proof.tables.map(table),
      "datasets": proof.datasets.map(dataset),
      "fileCount": English.count(proof.files.count, "file"), "fileGroups": fileGroups,
    ]
  }

  /// The states of keyed rows that the page names, which it explains once.
  private var statesOfSources: Any {
    let found = Set(proof.figures.flatMap { ($0.sources ?? []).map(\.state) })
    let states = EvidenceState.allCases.filter(found.contains).map { ["name": $0.rawValue, "meaning": $0.meaning] }
    return states.isEmpty ? false : ["states": states] as [String: Any]
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

  /// The files, those with the same description below it.
  private var fileGroups: [[String: Any]] {
    var groups: [(about: StoredFiles.About, files: [Proof.File])] = []
    for file in proof.files {
      let about = StoredFiles.About(file)
      if groups.last?.about == about {
        groups[groups.count - 1].files.append(file)
      } else {
        groups.append((about, [file]))
      }
    }
    return groups.map { about, files in
      [
        "aboutTitle": about.title, "dataset": about.dataset, "filePublisher": about.publisher,
        "fields": ViewText.optional(about.fields.isEmpty ? nil : about.fields.joined(separator: " | ")),
        "license": about.license, "licenseLink": ViewText.optional(about.licenseAddress.map(Self.link)),
        "attribution": about.attribution, "homepageLink": ViewText.optional(about.homepage.map(Self.link)),
        "files": files.map(file),
      ]
    }
  }

  private func file(_ file: Proof.File) -> [String: Any] {
    [
      "fileNumber": fileNumber(file.path), "fileEdition": Self.edition(file), "path": Self.path(file.path),
      // The name is the hash, but in a proof that somebody changed.
      "fileHash": ViewText.optional(StoredFiles.File.sha256(named: file.path) == file.sha256 ? nil : file.sha256),
      "bytes": NumberText.grouped(file.bytes), "came": came(file),
      "hasAddresses": !file.addresses.isEmpty, "addresses": file.addresses.map { ["link": Self.link($0)] },
      "restriction": ViewText.optional(file.restriction), "originals": file.originals.compactMap(\.sha256),
      "marks": file.marks ?? [],
    ]
  }

  /// What the records of a file are listed under; empty for one that is not among the proof's.
  func fileNumber(_ path: String) -> String { fileNumbers[path].map { "\($0)" } ?? "" }

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
