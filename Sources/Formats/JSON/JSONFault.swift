import Model

/// Why JSON cannot be read any further.
enum JSONFault: Error {
  /// The file ends before the value does.
  case cutOff
  /// A syntax error at an offset of the file.
  case syntax(String, offset: Int)
  /// NaN or Infinity, at an offset of the file.
  case notANumber(offset: Int)
  case tooDeep(offset: Int)
  case tooLong(limit: Int)
  /// Bytes that are no text of the file's encoding.
  case badText(String)
}

extension JSONFault {
  /// - Parameter place: the place in the document, in words: "in record 12".
  func problem(at name: String, during place: String) -> Problem {
    let again = "fetch it again; if nothing changes, compare its size with the publisher's and tell them"
    switch self {
    case .cutOff:
      return Problem(.badInput, at: name, "the file ends \(place)", remedy: "the file is cut off: " + again)
    case .syntax(let what, let offset):
      return Problem(.badInput, at: name, "not valid JSON \(place), at byte \(offset): \(what)", remedy: again)
    case .notANumber(let offset):
      return Problem(
        .badInput, at: name, "not valid JSON \(place), at byte \(offset): NaN or Infinity, which JSON does not know",
        remedy: "write not_numbers: null under read: in the dataset's dataset.yaml, which reads them as NULL")
    case .tooDeep(let offset):
      return Problem(
        .badInput, at: name, "more than \(JSONCursor.deepest) levels of brackets \(place), at byte \(offset)",
        remedy: again)
    case .tooLong(let limit):
      return Problem(
        .badInput, at: name, "a value longer than \(limit >> 20) MiB \(place)",
        remedy: "check that read.records in dataset.yaml points to the array of records; if records are that long, set "
          + "read.record_mib (at most 64)")
    case .badText(let what): return Problem(.badInput, at: name, "not text \(place): \(what)", remedy: again)
    }
  }
}
