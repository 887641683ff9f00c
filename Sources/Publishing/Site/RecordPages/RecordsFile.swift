import Manifest
import Model
import System

/// The CSV file of all rows of a dataset, each with the edition, the file and the number of its record.
package struct RecordsFile {
  private let manifest: DatasetManifest
  private var lines: GrowingCSV

  package init(_ manifest: DatasetManifest) {
    self.manifest = manifest
    let own = [
      TableColumn(name: "_edition", kind: .text, description: ""),
      TableColumn(name: "_file", kind: .integer, description: ""),
      TableColumn(name: "_record", kind: .integer, description: ""),
    ]
    lines = GrowingCSV(own + SiteRecords.columns(of: manifest))
  }

  package mutating func add(edition: String, page: Int, record: Int, _ values: [Value]) {
    lines.add([.text(edition), .integer(Int64(page)), .integer(Int64(record))] + values)
  }

  package var file: ExportFile {
    ExportFile(name: "\(Site.folder)/records/\(manifest.name).csv", bytes: lines.bytes)
  }
}
