import Manifest
import Warehouse

/// A table's or dataset's manifest with the conditional notes that apply among its notes, in the state that the session
/// shows: what is written for others takes its notes from there.
extension Session {
  func noted(_ table: TableManifest) throws -> TableManifest {
    var noted = table
    noted.notes += try table.conditionalNotes.compactMap(text)
    return noted
  }

  func noted(_ dataset: DatasetManifest) throws -> DatasetManifest {
    var noted = dataset
    noted.notes += try dataset.conditionalNotes.compactMap(text)
    return noted
  }
}
