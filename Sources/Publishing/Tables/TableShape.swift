import Manifest
import Model
import Words

/// A table's rows with what its manifest says about each column.
struct TableShape {
  let result: TableResult
  let manifest: TableManifest
  /// One for each column of the result, in its order.
  let columns: [TableColumn]

  /// A column that is not in the manifest keeps its values unchanged, so that an export loses nothing.
  init(_ result: TableResult, _ manifest: TableManifest) {
    self.result = result
    self.manifest = manifest
    columns = result.columns.map { name in
      manifest.columns.first { $0.name == name } ?? TableColumn(name: name, kind: .text, description: "")
    }
  }
}
