import Formats
import Manifest
import Model
import System
import Warehouse
import Words

extension CuratedFile {
  /// The file's text with one more row: in its place where the file is in the order of its key, otherwise at the end.
  ///
  /// - Parameter values: by the header's columns; "" where it has none.
  /// - Returns: the text, and the number of the new record.
  func adding(_ values: [String], of dataset: DatasetManifest) throws -> (text: String, record: Int) {
    let header = dataset.readings[0].header
    let order = (dataset.key + ["reported_on"]).filter(header.contains)
    func key(_ cells: [String: String]) -> [String] { order.map { cells[$0] ?? "" } }
    func precedes(_ a: [String], _ b: [String]) -> Bool { a.lexicographicallyPrecedes(b) }
    let new = key(Dictionary(uniqueKeysWithValues: zip(header, values)))
    let keys = records.map(key)
    let isOrdered = !zip(keys, keys.dropFirst()).contains { precedes($1, $0) }
    let index = isOrdered ? keys.firstIndex { precedes(new, $0) } ?? keys.count : keys.count
    var lines = try verbatim(dataset)
    lines.insert(values.map { $0.isEmpty ? "" : CSVText.field($0) }.joined(separator: ","), at: index)
    // A person's editor chose how lines end.
    let isDOS = try Files.bytes(of: path).prefix(65_536).contains(13)
    let end = isDOS ? "\r\n" : "\n"
    return (([header.map(CSVText.field).joined(separator: ",")] + lines).joined(separator: end) + end, index + 1)
  }

  /// The records as they stand in the file, without their line ends.
  private func verbatim(_ dataset: DatasetManifest) throws -> [String] {
    let (reader, _) = try Formats.open(path: path, name: path, readings: dataset.readings, linesPerRecord: .max)
    var lines: [String] = []
    while try reader.advance() {
      var line = reader.verbatim[...]
      while let last = line.last, last == 10 || last == 13 { line = line.dropLast() }
      lines.append(String(decoding: line, as: UTF8.self))
    }
    return lines
  }

  /// The first thing in which a record of a curated file breaks its dataset's contract; nil if it keeps it.
  static func firstBreach(
    _ path: String, of dataset: DatasetManifest, record: Int
  ) throws -> (column: String, value: String, reason: String, remedy: String?)? {
    let (reader, reading) = try Formats.open(path: path, name: path, readings: dataset.readings, linesPerRecord: .max)
    var dataset = dataset
    for i in dataset.columns.indices { dataset.columns[i].isNotAfterPublished = false }
    let sample = try NormalizedSample(
      dataset, reader: reader, rawNames: reading.rawNames, published: SampleCheck.published)
    if let item = sample.quarantined.first(where: { $0.record == record }) {
      return (item.column ?? dataset.key[0], item.value ?? "", item.reason, nil)
    }
    // Two rows of one key and one day cannot both count.
    let places = (dataset.key + ["reported_on"]).compactMap { name in dataset.columns.firstIndex { $0.name == name } }
    var seen: Set<[Value]> = []
    for row in sample.rows {
      let key = places.map { row[$0] }
      guard seen.insert(key).inserted else {
        return (
          dataset.key.joined(separator: ", "), key.map(\.text).joined(separator: ", "),
          "is there already with this reported_on",
          "a revision needs a later day: --value reported_on=YYYY-MM-DD; another fact needs another key: give "
            + English.list(dataset.key.map { "--value \($0)=..." })
        )
      }
    }
    return nil
  }
}
