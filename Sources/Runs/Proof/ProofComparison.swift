import Archive
import Model
import Publishing

/// Compares a proof with one that was just made in the same state: everything but the values, which were compared
/// already.
struct ProofComparison {
  let old: Proof
  let new: Proof

  var findings: [Problem] {
    var findings: [Problem] = []
    func compare<T: Equatable>(_ old: T, _ new: T, at place: String, what: String, remedy: String) {
      guard old != new else { return }
      findings.append(Problem(at: place, "\(what) is not what the proof says", remedy: remedy))
    }
    let changed =
      "the article's file has changed since the proof was made, or the proof was: make a new one and compare"
    compare(old.article, new.article, at: old.article.name, what: "what its file says of the article", remedy: changed)
    for figure in old.figures {
      guard let fresh = new.figures.first(where: { $0.id == figure.id }) else { continue }
      for (name, a, b) in Self.parts(figure, fresh) { compare(a, b, at: figure.id, what: name, remedy: changed) }
      let reread = "look at both: soundings trace \(figure.id) --article \(old.article.name)"
      for (state, a, b) in [("as of publication", figure.then, fresh.then), ("now", figure.now, fresh.now)] {
        compare(a.row, b.row, at: figure.id, what: "the table's row \(state)", remedy: reread)
        compare(a.shown, b.shown, at: figure.id, what: "how its value \(state) reads", remedy: reread)
        compare(
          a.evidence.map(Self.withoutNote), b.evidence.map(Self.withoutNote), at: figure.id,
          what: "the records behind it \(state)", remedy: reread)
      }
      compare(
        figure.changes, fresh.changes, at: figure.id, what: "what made the difference between its values",
        remedy: reread)
      // Proofs that were made before this was recorded have none of it.
      if figure.restsOn != nil {
        let keyed = "its rows were changed since the proof was made, or the proof was: make a new one and compare"
        compare(
          figure.sources?.map(\.words), fresh.sources?.map(\.words), at: figure.id, what: "who says so",
          remedy: keyed)
        compare(figure.readings, fresh.readings, at: figure.id, what: "what each source says", remedy: keyed)
      }
      compare(figure.closed, fresh.closed, at: figure.id, what: "whether its period is closed", remedy: reread)
      compare(figure.why, fresh.why, at: figure.id, what: "why it has its verdict", remedy: reread)
    }
    let sql = "Pipelines has changed since the proof was made, or the proof was: make a new one and compare"
    for (name, a, b) in Self.pairs(old.tables, new.tables, by: \.name) {
      compare(a, b, at: name, what: "the table's description or SQL", remedy: sql)
    }
    for (name, a, b) in Self.pairs(old.datasets, new.datasets, by: \.name) {
      compare(a, b, at: name, what: "the dataset's description or SQL", remedy: sql)
    }
    let corrected = "the document's record was corrected since: see soundings evidence, then make a new proof"
    for (path, a, b) in Self.pairs(old.files, new.files, by: \.path) {
      guard (a ?? b)?.dataset != Archive.documentsFolder else {
        // One that was added since says nothing against the proof; of one that is gone its quotes speak.
        if a != nil, b != nil {
          compare(a, b, at: "archive/\(path)", what: "what is known of the document (day, address)", remedy: corrected)
        }
        continue
      }
      compare(a, b, at: "archive/\(path)", what: "what is known of the file (edition, address, license)", remedy: sql)
    }
    return findings
  }

  /// What has one name in both; nil on the side that lacks it.
  private static func pairs<T>(_ old: [T], _ new: [T], by name: (T) -> String) -> [(String, T?, T?)] {
    Set(old.map(name) + new.map(name)).sorted().map { wanted in
      (wanted, old.first { name($0) == wanted }, new.first { name($0) == wanted })
    }
  }

  /// The parts of a figure that its author wrote. Its line in the file moves with every other figure, and is left out.
  private static func parts(_ a: Proof.Figure, _ b: Proof.Figure) -> [(String, String?, String?)] {
    let (x, y) = (a.claim, b.claim)
    func text(_ source: Proof.Source) -> String {
      source.sql ?? source.nothing ?? source.cell.map { "\($0.table) \($0.column) \($0.row)" } ?? ""
    }
    return [
      ("its file", x.place, y.place), ("its clause", x.clause, y.clause),
      ("what is printed", x.printed, y.printed), ("its unit", x.unit, y.unit),
      ("its rule", x.rule, y.rule), ("what its rule wants", x.wanted, y.wanted),
      ("its source or SQL", text(x.source), text(y.source)), ("its base", x.base, y.base),
      ("its list of records", x.records.joined(separator: "\n"), y.records.joined(separator: "\n")),
      ("its caveat", x.caveat, y.caveat), ("the SQL of its caveat", x.caveatSQL, y.caveatSQL),
      ("its note", x.note, y.note), ("who checked it", x.checkedBy, y.checkedBy),
      ("why its period is closed", x.closed, y.closed), ("the SQL of that", x.closedSQL, y.closedSQL),
      ("its list of datasets", a.datasets.joined(separator: "\n"), b.datasets.joined(separator: "\n")),
    ]
  }

  /// The reason for missing records contains the day of the state, which a check names and the newest state does not.
  private static func withoutNote(_ evidence: Proof.Evidence) -> Proof.Evidence {
    var evidence = evidence
    evidence.note = nil
    return evidence
  }
}
