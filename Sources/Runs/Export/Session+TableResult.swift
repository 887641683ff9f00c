import Manifest
import Model
import Warehouse
import Words

extension Session {
  /// A table's rows with their sources in the state of `day` (nil: now).
  ///
  /// - Parameter sources: what is known of that state's sources; nil: nothing.
  func result(
    of table: TableManifest, _ library: Library, asOf day: Day?, sources: TableSources? = nil
  ) throws -> (TableResult, remark: String?) {
    try showing(ShownState(asOf: day), of: library.datasets) {
      let remark = try day.flatMap { try gaps(under: table, library, asOf: $0) }
      let used = try (sources ?? TableSources(library.datasets, self, asOf: day)).of(table)
      var remarks = TableSources.remarks(used)
      if let day, let remark { remarks.append("As of \(day.words): \(remark).") }
      return (
        TableResult(
          table: table.name, columns: table.columns.map(\.name), rows: try rows(of: table), asOf: day, sources: used,
          remarks: remarks),
        remark
      )
    }
  }

  /// The datasets under a table that have no edition by the end of `day`, in words; nil if all have one.
  private func gaps(under table: TableManifest, _ library: Library, asOf day: Day) throws -> String? {
    let names = Set(try datasets(readBy: table, among: library.datasets))
    let gaps = try library.datasets.map(\.name).filter(names.contains).compactMap { name -> String? in
      guard let first = try firstDay(of: name) else { return "\(name): nothing was ever loaded" }
      return first > day ? "\(name): its first edition is of \(DateWords.amid(first.words)) after \(day.words)" : nil
    }
    return gaps.isEmpty ? nil : gaps.joined(separator: "; ")
  }
}
