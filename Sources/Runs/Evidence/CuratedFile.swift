import Formats
import Manifest
import Model

/// The rows of a curated file as they were keyed: all text, by the header's names.
struct CuratedFile {
  let path: String
  let records: [[String: String]]

  /// The file of a dataset, as it is now.
  static func path(of dataset: DatasetManifest) -> String { dataset.folder + "/curated.csv" }

  /// - Parameter path: of the file; nil: ``path(of:)``.
  /// - Throws: ``Problem`` where the file is missing or cannot be read. A defective record has no cells; loading says why.
  init(_ dataset: DatasetManifest, at path: String? = nil) throws {
    let path = path ?? Self.path(of: dataset)
    self.path = path
    let (reader, _) = try Formats.open(path: path, name: path, readings: dataset.readings, linesPerRecord: .max)
    var records: [[String: String]] = []
    while try reader.advance() {
      var cells: [String: String] = [:]
      if reader.defect == nil {
        for (i, name) in reader.header.enumerated() {
          if let text = reader.fields[i].text, !text.isEmpty { cells[name] = text }
        }
      }
      records.append(cells)
    }
    self.records = records
  }
}
