import System

/// The hash over records, in any order of arrival: see ``Proof/Evidence/sha256``.
struct RecordDigest {
  private var lines: [String: [Int: String]] = [:]

  mutating func add(file: String, record: Int, text: String) {
    add(file: file, record: record, hash: Hash.sha256(text))
  }

  mutating func add(file: String, record: Int, hash: String) { lines[file, default: [:]][record] = hash }

  var sha256: String {
    var hash = Hash()
    for (file, records) in lines.sorted(by: { $0.key < $1.key }) {
      for (record, text) in records.sorted(by: { $0.key < $1.key }) {
        hash.add("\(file) \(record) \(text)\n")
      }
    }
    return hash.text
  }
}
