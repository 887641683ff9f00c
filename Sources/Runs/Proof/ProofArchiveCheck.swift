import Archive
import Drafts
import Formats
import Manifest
import Model
import Publishing
import System
import Words

/// Compares the files and the records of a proof with the archive, without a database or SQL.
struct ProofArchiveCheck {
  let project: Project
  let proof: Proof

  /// How the archive relates to the proof.
  enum Outcome {
    /// All files are there and intact.
    case intact
    case incomplete
    /// None of the files is there: nothing more can be checked.
    case another
  }

  func check(_ report: inout ProofCheckReport) throws -> Outcome {
    var intact: Set<String> = []
    var missing: [Proof.File] = []
    for file in proof.files {
      if project.shouldStop() { throw Stopped() }
      guard let snapshot = snapshot(file) else {
        report.found(
          "archive/\(file.path)", "is not the name of a file in an archive",
          remedy: "the proof was not made by Soundings: ask whoever made it")
        continue
      }
      switch try project.archive.condition(of: snapshot, isFresh: true) {
      case .intact: intact.insert(file.path)
      case .missing: missing.append(file)
      case .damaged(let bytes, let sha256):
        report.found(
          project.archive.path(of: snapshot),
          bytes == file.bytes
            ? "is not what the proof rests on: its SHA-256 is \(sha256), the proof says \(file.sha256)"
            : "is not what the proof rests on: it has \(bytes) bytes, the proof says \(file.bytes)",
          remedy: "restore it from a backup; for how else, and what else is damaged: soundings verify")
      }
    }
    if intact.isEmpty, !missing.isEmpty, missing.count == proof.files.count {
      report.found(
        project.archive.folder, "holds none of the \(missing.count) files of the proof: it is another archive",
        remedy: "put that one back, or point --data to the data folder that the proof was made from")
      return .another
    }
    for file in missing {
      report.found(
        "\(project.archive.folder)/\(file.path)", "is missing; the proof rests on it",
        remedy: "restore it from a backup; for how else: soundings verify")
    }
    if intact.count == proof.files.count {
      report.checked.append(
        "\(English.count(proof.files.count, "archived file")): present, with the SHA-256 that the proof names")
    }
    try checkRecords(intact, &report)
    try checkQuotes(intact, &report)
    return intact.count == proof.files.count ? .intact : .incomplete
  }

  /// The file as the archive names it; nil for a name that would lead elsewhere.
  private func snapshot(_ file: Proof.File) -> Snapshot? {
    let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == file.dataset, !file.dataset.hasPrefix("."), Hash.isSHA256(file.sha256),
      parts[1].hasPrefix(file.sha256 + ".")
    else { return nil }
    return Snapshot(file: file.path, sha256: file.sha256, bytes: file.bytes, url: "")
  }

  /// Looks for the quoted words in the documents that are intact.
  private func checkQuotes(_ intact: Set<String>, _ report: inout ProofCheckReport) throws {
    let before = report.findings.count
    let shelf = try project.evidence.shelf()
    var count = 0
    for figure in proof.figures {
      for source in figure.sources ?? [] {
        guard let path = source.document, let quote = source.quote else { continue }
        guard proof.files.contains(where: { $0.path == path }) else {
          // Proofs made before documents were among the files.
          guard proof.files.contains(where: { $0.dataset == Archive.documentsFolder }) else { continue }
          report.found(
            figure.id, "quotes archive/\(path), which is not among the proof's files",
            remedy: "the proof was not made by Soundings: ask whoever made it")
          continue
        }
        // A file that is missing or damaged was reported already.
        guard intact.contains(path) else { continue }
        guard let document = shelf.documents.first(where: { $0.file == path }) else {
          report.found(
            figure.id, "quotes archive/\(path), which was withdrawn, or whose record is gone",
            remedy: "if it is right, add it again: soundings add-document FILE --source ... --published ...")
          continue
        }
        let text: DocumentText
        do { text = try shelf.text(of: document) } catch let problem as Problem {
          report.found(
            figure.id, "\(problem.place) could not be looked through: \(problem.what)", remedy: problem.remedy)
          continue
        }
        guard !QuoteSearch.passages(of: quote, in: text).isEmpty else {
          report.found(
            figure.id, "the words '\(quote)' do not stand in archive/\(path)",
            remedy: "the proof was changed after it was made: make a new one and compare")
          continue
        }
        count += 1
      }
    }
    if count > 0, report.findings.count == before {
      report.checked.append("\(English.count(count, "quote")): in the documents that the proof names")
    }
  }

  // MARK: - records

  private func checkRecords(_ intact: Set<String>, _ report: inout ProofCheckReport) throws {
    let before = report.findings.count
    let hashes = try hashes(intact, &report)
    let known = Dictionary(proof.files.map { ($0.path, $0.sha256) }) { first, _ in first }
    var isComplete = true
    for figure in proof.figures {
      for evidence in figure.then.evidence + figure.now.evidence where evidence.count > 0 {
        if let stranger = evidence.numbers.first(where: { known[$0.file] == nil }) {
          report.found(
            figure.id, "'\(evidence.subject)' rests on archive/\(stranger.file), which is not among the proof's files",
            remedy: "the proof was not made by Soundings: ask whoever made it")
          continue
        }
        // A file that is missing or damaged was reported already.
        guard evidence.numbers.allSatisfy({ hashes[$0.file] != nil }) else {
          isComplete = false
          continue
        }
        let sha256 = digest(evidence, hashes: hashes, files: known)
        if sha256 != evidence.sha256 {
          report.found(
            figure.id,
            "the \(evidence.count) records of '\(evidence.subject)' are not those of the archive: their SHA-256 "
              + "is \(sha256), the proof says \(evidence.sha256)",
            remedy: "the proof was changed after it was made, or by hand: make a new one and compare")
        }
        for record in evidence.shown where hashes[record.file]?[record.record] != Hash.sha256(record.text) {
          report.found(
            figure.id, "record \(record.record) of archive/\(record.file) does not read as the proof shows it",
            remedy: "look it up in the file; the proof was changed after it was made: make a new one and compare")
        }
      }
    }
    if isComplete, report.findings.count == before {
      let count = hashes.values.reduce(0) { $0 + $1.count }
      report.checked.append(
        "\(English.count(count, "record")) behind the figures: in these files, as the proof shows them")
    }
  }

  private func digest(
    _ evidence: Proof.Evidence, hashes: [String: [Int: String]], files: [String: String]
  ) -> String {
    var digest = RecordDigest()
    for numbers in evidence.numbers {
      guard let set = RecordNumbers(numbers.records), let file = files[numbers.file] else { continue }
      for (record, hash) in hashes[numbers.file] ?? [:] where set.contains(record) {
        digest.add(file: file, record: record, hash: hash)
      }
    }
    return digest.sha256
  }

  /// The hash of each record that the proof speaks of, by file and number; files that cannot be read are reported and
  /// left out.
  private func hashes(_ intact: Set<String>, _ report: inout ProofCheckReport) throws -> [String: [Int: String]] {
    var wanted: [String: RecordNumbers] = [:]
    for evidence in proof.figures.flatMap({ $0.then.evidence + $0.now.evidence }) {
      for numbers in evidence.numbers {
        guard let set = RecordNumbers(numbers.records) else { continue }
        wanted[numbers.file, default: RecordNumbers([])].formUnion(set)
      }
      for (file, records) in Dictionary(grouping: evidence.shown, by: \.file) {
        // A proof may come from anyone, and contain any number.
        let numbers = records.map(\.record).filter { (1..<Int.max / 4).contains($0) }
        wanted[file, default: RecordNumbers([])].formUnion(RecordNumbers(numbers))
      }
    }
    var hashes: [String: [Int: String]] = [:]
    for file in proof.files where intact.contains(file.path) {
      guard let numbers = wanted[file.path] else { continue }
      do {
        hashes[file.path] = try self.hashes(file, numbers)
      } catch let problem as Problem {
        report.findings.append(problem)
      }
    }
    return hashes
  }

  private func hashes(_ file: Proof.File, _ wanted: RecordNumbers) throws -> [Int: String] {
    let dataset = try project.library.dataset(named: file.dataset)
    let (reader, _) = try Formats.open(
      path: project.archive.folder + "/" + file.path, name: file.path, readings: dataset.readings,
      contentType: try project.contentTypes(dataset)[file.path])
    var hashes: [Int: String] = [:]
    while try reader.advance() {
      let number = reader.recordNumber
      if number > wanted.last { break }
      guard wanted.contains(number) else { continue }
      hashes[number] = Hash.sha256(Array(String(decoding: reader.verbatim, as: UTF8.self).utf8))
    }
    return hashes
  }
}
