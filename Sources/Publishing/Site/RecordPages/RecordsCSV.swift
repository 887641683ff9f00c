import Manifest
import Model
import Words

/// The rows of a dataset as CSV, each with the edition, the file and the number of its record; made field by field, for datasets of many
/// rows.
package struct RecordsCSV {
  private let editions: [Int: [UInt8]]
  private let last: Int
  private var out: [UInt8] = []

  /// - Parameter editions: the names of the editions by their numbers.
  package init(_ manifest: DatasetManifest, editions: [Int: String]) {
    self.editions = editions.mapValues { name in
      var bytes: [UInt8] = []
      CSVWriter.append(name, to: &bytes)
      return bytes
    }
    last = manifest.columns.count + 2
    for (i, name) in (["_edition", "_file", "_record"] + manifest.columns.map(\.name)).enumerated() {
      if i > 0 { out.append(UInt8(ascii: ",")) }
      CSVWriter.append(name, to: &out)
    }
    out.append(UInt8(ascii: "\n"))
  }

  /// - Parameters:
  ///   - i: the place of the field in its row, from 0: the edition's number, the file's, the record's, then the columns.
  ///   - field: is not kept.
  package mutating func add(_ i: Int, _ field: RawField) {
    if i == 0, case .integer(let ordinal) = field {
      out += editions[Int(ordinal)] ?? []
    } else {
      CSVWriter.append(field, to: &out)
    }
    out.append(i == last ? UInt8(ascii: "\n") : UInt8(ascii: ","))
  }

  package var bytes: [UInt8] { out }
}
