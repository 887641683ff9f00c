import Manifest
import Model
import Publishing
import Warehouse
import Words

/// Turns the records behind figures into evidence of a proof. The archive is read once for all of them.
struct ProofEvidence {
  /// The evidence before its records' texts are read.
  private struct Pending {
    var evidence: Proof.Evidence
    var all: [TracedRecord]
    var shown: [TracedRecord]
  }

  let project: Project
  let session: Session
  private var pending: [[Pending]] = []

  init(project: Project, session: Session) {
    self.project = project
    self.session = session
  }

  /// Adds what was found with all its records named; the evidence has the same index in the result of ``read()``.
  mutating func add(_ found: FigureEvidence, asOf day: Day?) throws {
    var all = found.cells.map { cell in
      let value = CellText.text(cell.value, cell.column)
      let kind: Proof.Evidence.Kind =
        !cell.derivedFrom.isEmpty ? .derived : cell.countsDistinct ? .distinct : .sum
      var evidence = Self.empty(kind, cell.column.name, columns: cell.derivedFrom, value: value, count: cell.count)
      evidence.unit = cell.value == .null ? nil : cell.column.unit
      return Pending(
        evidence: evidence, all: cell.records,
        shown: TracedSelection.some(first: 3, largest: 5).chosen(
          of: cell.records, countsDistinct: cell.countsDistinct))
    }
    for (line, records) in found.declared {
      var evidence = Self.empty(.declared, line.text, columns: [], value: nil, count: records.count)
      if records.isEmpty { evidence.note = try whyNone(line.dataset, asOf: day) }
      all.append(Pending(evidence: evidence, all: records, shown: Array(records.prefix(12))))
    }
    pending.append(all)
  }

  /// Why a dataset has no record in a state, if the reason is known.
  private func whyNone(_ dataset: String, asOf day: Day?) throws -> String? {
    guard let first = try session.firstDay(of: dataset) else { return "Nothing was ever loaded of this dataset." }
    guard let day, day < first else { return nil }
    return "The first loaded edition was published on \(DateWords.amid(first.words)) after \(day.words)."
  }

  private static func empty(
    _ kind: Proof.Evidence.Kind, _ subject: String, columns: [String], value: String?, count: Int
  ) -> Proof.Evidence {
    Proof.Evidence(
      kind: kind, subject: subject, columns: columns, value: value, count: count, numbers: [], sha256: "", shown: [])
  }

  /// Reads the records from the archive, each file's hash first.
  ///
  /// - Throws: ``Problem`` if a file is missing or damaged.
  func read() throws -> (evidence: [[Proof.Evidence]], records: [TracedRecord]) {
    let flat = pending.joined()
    var texts = try ContributionReader(project: project, session: session).read(flat.map(\.all))[...]
    let evidence = try pending.map { try $0.map { try Self.evidence($0, texts.removeFirst()) } }
    return (evidence, flat.flatMap(\.all))
  }

  private static func evidence(_ pending: Pending, _ contributions: [Contribution]) throws -> Proof.Evidence {
    struct Address: Hashable {
      var (dataset, ordinal, page, record): (String, Int, Int, Int)

      init(_ traced: TracedRecord) {
        (dataset, ordinal, page, record) = (traced.dataset, traced.ordinal, traced.page, traced.record)
      }
    }
    var evidence = pending.evidence
    let known = Dictionary(zip(pending.all.map(Address.init), contributions)) { first, _ in first }
    var numbers: [String: [Int]] = [:]
    var digest = RecordDigest()
    for contribution in contributions {
      numbers[contribution.file, default: []].append(contribution.record)
      digest.add(file: contribution.sha256, record: contribution.record, text: contribution.text)
    }
    evidence.numbers = numbers.sorted { $0.key < $1.key }.map {
      Proof.Numbers(file: $0.key, records: RecordNumbers($0.value).text)
    }
    evidence.sha256 = digest.sha256
    evidence.shown = pending.shown.map { record in
      let contribution = known[Address(record)]!
      return Proof.Record(
        file: contribution.file, record: contribution.record, edition: contribution.edition.name,
        published: contribution.edition.published.description, confirmedBy: contribution.confirmedBy?.name,
        value: record.value == .null ? nil : CellText.plain(record.value), text: contribution.text,
        corrected: contribution.corrected.isEmpty ? nil : contribution.corrected.map(\.words))
    }
    return evidence
  }
}
