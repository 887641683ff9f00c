import Manifest
import Model
import Words

extension DiffVerb.Report: Documented {
  package struct Document: Encodable {
    let dataset: String
    let from, to: Day?
    let fromEdition, toEdition: String?
    let added, firstSeen, removed, revised: Int
    let partitions: [DatasetDifferences.PartitionSum]
    let changes: [DatasetDifferences.Change]
  }

  package var document: Document {
    let counts = differences.counts
    return Document(
      dataset: dataset.name, from: from, to: to, fromEdition: fromEdition, toEdition: toEdition, added: counts.added,
      firstSeen: counts.firstSeen, removed: counts.removed, revised: counts.revised,
      partitions: differences.partitions, changes: differences.changes)
  }
}

extension DatasetDifferences.PartitionSum: Documented {
  package struct Document: Encodable {
    let partition, column: String
    let added, firstSeen, removed, revised: Int
    let old, new: Int64?
    let difference: ExactNumber?
    let percent: JSON
  }

  package var document: Document {
    Document(
      partition: partition, column: column, added: counts.added, firstSeen: counts.firstSeen,
      removed: counts.removed, revised: counts.revised, old: old, new: new, difference: difference,
      percent: JSON(percent: DatasetDifferences.percent(old: old, new: new)))
  }
}

extension DatasetDifferences.Change: Documented {
  package struct Document: Encodable {
    let change: String
    /// The key's own column names.
    let key: JSON
    let column: String
    let old, new: Value
    let difference: ExactNumber?
    let percent: JSON
  }

  package var document: Document {
    Document(
      change: kind.rawValue, key: keyDocument, column: column, old: old,
      new: new, difference: difference, percent: JSON(percent: percent))
  }

  var keyDocument: JSON { .object(key.map { ($0.column, JSON($0.value)) }) }

  /// The change in percent of the old number; nil unless both are integers and there is a difference to compare.
  package var percent: Double? {
    guard case .integer(let old) = old, case .integer(let new) = new, difference != nil else { return nil }
    return DatasetDifferences.percent(old: old, new: new)
  }
}

extension JSON {
  /// With four decimals; null if there is none.
  fileprivate init(percent: Double?) { self = percent.map { .decimal($0, decimals: 4) } ?? .null }
}
