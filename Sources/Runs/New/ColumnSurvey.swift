import Model

/// The texts of one column of a file, each once.
struct ColumnSurvey {
  /// By its number in the file's records; -1 where a record has no value.
  private(set) var ids: [Int32] = []
  /// In the order of their first appearance.
  private(set) var texts: [String] = []
  private var known: [String: Int32] = [:]
  /// Whether a value is a number of the format's own (JSON, Excel).
  private(set) var hasNumbers = false
  private(set) var blanks = 0

  mutating func add(_ text: String?, _ origin: FieldOrigin) {
    guard let text else {
      ids.append(-1)
      blanks += 1
      return
    }
    if origin == .number { hasNumbers = true }
    if text.allSatisfy(\.isWhitespace) { blanks += 1 }
    if let id = known[text] {
      ids.append(id)
      return
    }
    let id = Int32(texts.count)
    known[text] = id
    texts.append(text)
    ids.append(id)
  }

  var hasAbsent: Bool { ids.contains(-1) }
}
