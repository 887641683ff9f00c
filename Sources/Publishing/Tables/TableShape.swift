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

  /// Without the columns that have another column's weight in another unit: a page shows those beside the exact value.
  var withoutOtherUnits: TableShape {
    let exact = Set(columns.filter { $0.unit == DisplayUnit.exact }.map(\.name))
    let kept = columns.indices.filter { i in
      guard let quotient = manifest.quotients[columns[i].name], case .number = quotient.denominator else { return true }
      return !exact.contains(quotient.numerator)
    }
    guard kept.count < columns.count else { return self }
    var result = result
    result.columns = kept.map { result.columns[$0] }
    result.rows = result.rows.map { row in kept.map { row[$0] } }
    return TableShape(result, manifest)
  }
}
