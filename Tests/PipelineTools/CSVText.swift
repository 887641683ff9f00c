import Foundation

/// A CSV reader of the tests' own, by the letter of RFC 4180, so that ours is not its own witness.
package enum CSVText {
  package static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var isQuoted = false
    var bytes = Array(text.unicodeScalars)
    if bytes.first == "\u{FEFF}" { bytes.removeFirst() }
    var i = 0
    while i < bytes.count {
      let c = bytes[i]
      if isQuoted {
        if c == "\"" {
          if i + 1 < bytes.count, bytes[i + 1] == "\"" {
            field.unicodeScalars.append("\"")
            i += 1
          } else {
            isQuoted = false
          }
        } else {
          field.unicodeScalars.append(c)
        }
      } else if c == "\"" {
        isQuoted = true
      } else if c == "," {
        row.append(field)
        field = ""
      } else if c == "\n" {
        rows.append(row + [field])
        row = []
        field = ""
      } else if c != "\r" {
        field.unicodeScalars.append(c)
      }
      i += 1
    }
    if !field.isEmpty || !row.isEmpty { rows.append(row + [field]) }
    return rows
  }

  package static func records(_ text: String) -> [[String: String]] {
    let all = rows(text)
    guard let header = all.first else { return [] }
    return all.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  package static func file(_ path: String) throws -> [[String: String]] {
    records(try String(contentsOfFile: path, encoding: .utf8))
  }
}
