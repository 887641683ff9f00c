import Formats
import Glibc
import Manifest
import Model
import System
import Warehouse
import Words

/// Runs a dataset's sample through its reader, `normalize.sql` and contract, and compares the rows with `expected.csv`.
package enum SampleCheck {
  /// The published date of a sample, which `normalize.sql` may read.
  static let published = Day(year: 2025, month: 11, day: 19)!

  /// The sample of a dataset: `sample.<extension>`, or its curated rows; nil if it has neither.
  package static func samplePath(_ dataset: DatasetManifest) -> String? {
    let names = (try? Files.names(in: dataset.folder)) ?? []
    if let name = names.first(where: { $0.hasPrefix("sample.") }) { return dataset.folder + "/" + name }
    return dataset.isCurated && names.contains("curated.csv") ? dataset.folder + "/curated.csv" : nil
  }

  /// The path of the rows that the sample must give.
  package static func expectedPath(_ dataset: DatasetManifest) -> String { dataset.folder + "/expected.csv" }

  /// The sample's rows by key as CSV and, after a blank line, its records in quarantine; nil if there is no sample.
  ///
  /// - Throws: ``Problem`` if the sample cannot be read, or `normalize.sql` fails.
  package static func rendered(_ dataset: DatasetManifest) throws -> String? {
    guard let path = samplePath(dataset) else { return nil }
    let sample: NormalizedSample
    // A sample may contain records of any year.
    var dataset = dataset
    for i in dataset.columns.indices { dataset.columns[i].isNotAfterPublished = false }
    do {
      let (reader, reading) = try Formats.open(path: path, name: path, readings: dataset.readings)
      sample = try NormalizedSample(dataset, reader: reader, rawNames: reading.rawNames, published: published)
    } catch let problem as Problem {
      throw Project.inDataset(problem, dataset)
    }
    var text = dataset.columns.map(\.name).joined(separator: ",") + "\n"
    for row in sample.rows {
      text += row.map { $0 == .null ? "" : CSVText.field($0.text) }.joined(separator: ",") + "\n"
    }
    if !sample.quarantined.isEmpty {
      text += "\n"
      for item in sample.quarantined {
        text +=
          "# record \(item.record): " + (item.column.map { "\($0): \(item.value ?? "NULL") " } ?? "") + item.reason
          + "\n"
      }
    }
    return text
  }

  /// Compares the sample's rows with `expected.csv`.
  ///
  /// - Throws: ``Problem`` naming the first line that differs.
  package static func compare(_ dataset: DatasetManifest) throws {
    guard let found = try rendered(dataset) else { throw noSample(dataset) }
    let path = expectedPath(dataset)
    guard let data = try? Files.bytes(of: path) else {
      throw Problem(
        .badInput, at: path, "there is no such file",
        remedy: "write it and read it: soundings record \(dataset.name)")
    }
    let expected = String(decoding: data, as: UTF8.self)
    guard expected != found else { return }
    let a = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let b = found.split(separator: "\n", omittingEmptySubsequences: false)
    let i = zip(a, b).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(a.count, b.count)
    throw Problem(
      .badInput, at: "\(path):\(i + 1)",
      "expected \"\(i < a.count ? a[i] : "(end of file)")\", the sample gives \"\(i < b.count ? b[i] : "(end)")\"",
      remedy: "if the change is intended, write it anew and read the difference: soundings record \(dataset.name)")
  }

  static func noSample(_ dataset: DatasetManifest) -> Problem {
    Problem(
      .badInput, at: dataset.folder, "the dataset has no sample",
      remedy:
        "put a few records in the publisher's format into \(dataset.folder)/sample.\(dataset.readings[0].format.rawValue)"
    )
  }

  /// Checks that `normalize.sql` compiles, with an empty file.
  static func checkNormalizing(_ dataset: DatasetManifest) throws {
    for reading in dataset.readings {
      _ = try NormalizedSample(
        dataset, reader: NoRecords(reading.header), rawNames: reading.rawNames, published: published)
    }
  }
}

/// A file without records.
private final class NoRecords: RecordReader {
  let header: [String]
  let recordNumber = 0
  let fields: UnsafePointer<FieldBytes>
  let defect: String? = nil
  let verbatim = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  init(_ header: [String]) {
    self.header = header
    let memory = UnsafeMutablePointer<FieldBytes>.allocate(capacity: max(1, header.count))
    memory.initialize(repeating: .absent, count: max(1, header.count))
    fields = UnsafePointer(memory)
  }

  deinit { fields.deallocate() }

  func advance() -> Bool { false }
}
