import Model
import Words

/// What `verify` found.
package struct VerifyReport: Sendable {
  package enum Area: String, CaseIterable, Encodable, Sendable { case archive, warehouse, ledger, exports, rebuild }

  /// Something that is not as it should be, with what it can be restored from.
  package struct Finding: Encodable, Sendable {
    package var area: Area
    package var problem: Problem
    /// True if two things were compared one of which a concurrent run may have changed.
    var isRelative = false

    private enum CodingKeys: CodingKey { case area, problem }
  }

  /// Something worth knowing that is not damage.
  package struct Remark: Encodable, Sendable {
    package var area: Area
    package var text: String
  }

  package var findings: [Finding] = []
  package var remarks: [Remark] = []

  /// Counted in the archive: records of editions, snapshots and their bytes.
  package var records = 0
  package var snapshots = 0
  package var bytes = 0
  /// Editions of the warehouse's ledger that were compared with the archive.
  package var editions = 0
  /// Export files that were compared with the tables.
  package var exports = 0
  /// Export files that were compared with a rebuild; nil if none was made.
  package var rebuiltExports: Int?
  /// The run that held the lock meanwhile: what it may be changing is not judged.
  package var runBeside: String?

  /// True if a run would load something now: a rebuild then gives more than there is.
  var isBehind = false

  package init() {}

  /// The findings in one area, in their order.
  package func findings(in area: Area) -> [Finding] { findings.filter { $0.area == area } }

  mutating func damaged(_ area: Area, _ problem: Problem) {
    // What is found on two ways, such as a damaged record that the ledger needs as well, is one finding; a damaged file of the
    // archive is one too, though other parts that read it cannot go on.
    guard
      !findings.contains(where: {
        $0.problem == problem || $0.area == .archive && area != .archive && $0.problem.place == problem.place
      })
    else { return }
    findings.append(Finding(area: area, problem: problem))
  }

  mutating func remark(_ area: Area, _ text: String) { remarks.append(Remark(area: area, text: text)) }

  /// Something in the archive or the Pipelines that is not loaded yet.
  mutating func isNotLoaded(_ what: String, _ dataset: String) {
    isBehind = true
    remark(.ledger, "\(dataset): \(what): soundings run --offline \(dataset)")
  }

  /// Two things do not agree.
  mutating func differs(_ area: Area, _ problem: Problem) {
    findings.append(Finding(area: area, problem: problem, isRelative: true))
  }

  /// Differences that a concurrent run may have caused are not damage.
  mutating func excuseDifferences() {
    for finding in findings where finding.isRelative {
      remark(
        finding.area,
        "\(finding.problem.place): \(finding.problem.what) (a run was under way: verify again when it is done)")
    }
    findings.removeAll(where: \.isRelative)
  }
}

extension VerifyReport: Documented {
  package struct Document: Encodable {
    let records, snapshots, bytes, editions, exports: Int
    let rebuiltExports: Int?
    let runBeside: String?
    let damaged: [Finding]
    let notes: [Remark]
    let exitCode: Int32
  }

  package var document: Document {
    Document(
      records: records, snapshots: snapshots, bytes: bytes, editions: editions, exports: exports,
      rebuiltExports: rebuiltExports, runBeside: runBeside, damaged: findings, notes: remarks, exitCode: exitCode)
  }
}
