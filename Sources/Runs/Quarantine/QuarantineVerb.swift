import Manifest
import Model
import Warehouse

/// `soundings quarantine`: lists the records that broke their contract, and reads them again.
package struct QuarantineVerb {
  package var dataset: String

  package init(dataset: String) { self.dataset = dataset }

  /// The editions that have records in quarantine, with their first records.
  ///
  /// - Parameter withText: reads the records themselves from the archive, after checking their hash.
  /// - Throws: ``Problem`` if the archive lacks a file, or its bytes are damaged.
  package func list(_ project: Project, withText: Bool) throws -> QuarantineReport {
    let manifest = try project.library.dataset(named: dataset)
    return try project.openWarehouse().read { session in
      var report = QuarantineReport(dataset: dataset)
      let reader = ContributionReader(project: project, session: session)
      let items = try session.quarantinedRecords(of: dataset)
      for edition in try session.editions(of: dataset) where edition.quarantined > 0 {
        let own = items.filter { $0.address.ordinal == edition.ordinal }
        let texts = withText ? try reader.texts(of: own.map(\.address), manifest) : [:]
        report.editions.append(
          QuarantineReport.Edition(
            edition: edition.edition, origin: edition.origin, state: edition.state, count: edition.quarantined,
            acceptedBecause: edition.acceptance?.because,
            records: own.map { quarantined in
              QuarantineReport.Record(
                page: quarantined.item.page, record: quarantined.item.record, column: quarantined.item.column,
                value: quarantined.item.value, reason: quarantined.item.reason,
                text: texts[quarantined.address])
            }))
      }
      return report
    }
  }

  /// Reads the dataset's editions again, as after a corrected manifest; what keeps its contract now leaves the quarantine.
  ///
  /// - Throws: ``Problem`` if another process has the lock, the SQL has a mistake, or the warehouse or the archive
  ///   cannot be used. Anything else that fails is in the report.
  package func retry(_ project: Project) throws -> RunReport {
    let manifest = try project.library.dataset(named: dataset)
    return try project.writing(RunCommand(.retry, [dataset])) { run in
      let before = try count(run.warehouse)
      var loop = RunLoop(
        run, outcomes: [dataset: DatasetOutcome(manifest, .decided, note: "read again")], usesBundled: false)
      var report = try loop.finish(project.library.pipelinesInOrder { $0.name == manifest.pipeline })
      let after = try count(run.warehouse)
      report.remarks.append("\(dataset): \(before) records were in quarantine, \(after) are now")
      return report
    }
  }

  private func count(_ warehouse: Warehouse) throws -> Int {
    try warehouse.read { try $0.editions(of: dataset).reduce(0) { $0 + $1.quarantined } }
  }
}
