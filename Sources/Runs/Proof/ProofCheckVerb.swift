import Archive
import Glibc
import Manifest
import Model
import Publishing
import System
import Words

/// `soundings proof --check FILE`: does a proof still match what it was made from? Needs no network, changes nothing.
package struct ProofCheckVerb {
  package var file: String

  package init(file: String) { self.file = file }

  /// The size limit in bytes; no proof comes near it.
  private static let mostBytes = 1 << 28

  /// Checks the file by itself: the data in it against its hash, and its visible text against the data.
  ///
  /// - Throws: ``Problem`` if the file is not a proof, or its data is damaged.
  package func checkFile() throws -> ProofCheckReport {
    let page = try read()
    guard let (data, sha256) = ProofPage.embedded(in: page) else { throw noProof(page) }
    let found = Hash.sha256(data)
    guard found == sha256 else {
      throw Problem(
        .badInput, at: file,
        "is damaged or was changed: its data has the SHA-256 \(found), the page says \(TextWidth.printable(String(sha256.prefix(80))))",
        remedy: "get the file again from whoever made it; nothing in this one can be trusted")
    }
    var report = ProofCheckReport(file: file, proof: try ProofPage.proof(from: data, at: file))
    try compare(page, &report)
    return report
  }

  /// Checks what the proof says against an archive and the warehouse made of it.
  ///
  /// - Throws: ``Problem`` if the archive or the warehouse cannot be read. What does not match is in the report.
  package func check(against project: Project, _ report: inout ProofCheckReport) throws {
    guard Files.exists(project.archive.folder) else {
      report.found(
        project.archive.folder, "there is no archive, so that nothing but the file itself was checked",
        remedy:
          "restore it from a backup, or point --data to the data folder that holds it (or compare the files with their SHA-256 by "
          + "hand)")
      return
    }
    let archive = try ProofArchiveCheck(project: project, proof: report.proof).check(&report)
    guard archive != .another else { return }
    try ProofFigureCheck(project: project, proof: report.proof).check(isArchiveGood: archive == .intact, &report)
  }

  private func compare(_ page: [UInt8], _ report: inout ProofCheckReport) throws {
    let proof = report.proof
    if let other = Self.otherVersion(proof) {
      report.isOtherVersion = true
      report.found(
        file, "was made by another version (\(other)), so that its visible text cannot be compared with its data",
        remedy:
          "check it once with the version that made it; its evidence and its numbers are checked here anyway")
      return
    }
    let wanted = try ProofVerb.page(of: proof)
    guard page != wanted else {
      report.checked.append("the page: matches the data in it, byte for byte")
      return
    }
    report.isDamaged = true
    let i =
      zip(page, wanted).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(page.count, wanted.count)
    let line = 1 + page[..<i].count { $0 == UInt8(ascii: "\n") }
    report.findings.append(
      Problem(
        .badInput, at: "\(file):\(line)",
        "the page was changed: it reads \"\(Self.excerpt(page, i))\", its data makes \"\(Self.excerpt(wanted, i))\"",
        remedy: "trust the data, not this page: make a new one, or get the file again from whoever made it"))
  }

  /// What made the page, if the same data may give another page here; nil if it must give the same one.
  private static func otherVersion(_ proof: Proof) -> String? {
    if proof.soundings != Project.version { return "Soundings \(proof.soundings), this is \(Project.version)" }
    if proof.templates != ProofCollector.templates { return "Soundings \(proof.soundings) with other templates" }
    if proof.renderer == ProofPage.renderer { return nil }
    let renderer = proof.renderer ?? "a renderer that it does not name"
    return "Soundings \(proof.soundings) with \(renderer), this one has \(ProofPage.renderer)"
  }

  /// A part of the line around a position.
  private static func excerpt(_ page: [UInt8], _ i: Int) -> String {
    let start = page[max(0, i - 24)..<i].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? max(0, i - 24)
    let text = String(decoding: page[min(start, page.count)..<min(page.count, i + 40)], as: UTF8.self)
    return TextWidth.printable(String(text.prefix { !$0.isNewline }))
  }

  private func read() throws -> [UInt8] {
    var status = stat()
    guard stat(file, &status) == 0 else {
      let code = errno
      throw Problem(
        .badInput, at: file,
        code == ENOENT ? "there is no such file" : "cannot be read: \(String(cString: strerror(code)))",
        remedy: "name a file that soundings proof has written")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Problem(
        .badInput, at: file, status.st_mode & S_IFMT == S_IFDIR ? "is a folder, not a proof" : "is not a regular file",
        remedy: "name a file that soundings proof has written")
    }
    guard status.st_size > 0, status.st_size <= Self.mostBytes else {
      throw Problem(
        .badInput, at: file, status.st_size == 0 ? "is empty" : "is far larger than any proof",
        remedy: "name a file that soundings proof has written")
    }
    guard let bytes = (try? Files.bytes(of: file)) else {
      throw Problem(
        .badInput, at: file, "cannot be read: \(String(cString: strerror(errno)))", remedy: "check its permissions")
    }
    return bytes
  }

  private func noProof(_ page: [UInt8]) -> Problem {
    let isOurs = page.firstRange(of: Array("<meta name=\"generator\" content=\"Soundings ".utf8)) != nil
    return Problem(
      .badInput, at: file, isOurs ? "is cut off: the data at its end is not there" : "is not a proof of Soundings",
      remedy: isOurs ? "get the file again from whoever made it" : "name a file that soundings proof has written")
  }
}
