import Model

/// The keys of an object that become records of their own (``Unpivot``), and those of the current object with their values.
final class JSONPivot {
  /// Whether objects and arrays are read as their text.
  let isText: Bool
  private(set) var found: [(name: Range<Int>, value: FieldBytes)] = []
  private(set) var names: [UInt8] = []
  private let pattern: Regex<AnyRegexOutput>
  private var seen: Set<String> = []
  /// What the pattern said of names.
  private var known: [String: Bool] = [:]

  private static let mostKnown = 10_000

  /// Nil where no keys become records.
  init?(_ reading: Reading) throws {
    guard let unpivot = reading.unpivot else { return nil }
    pattern = try Regex(unpivot.columns)
    isText = reading.shape.asText.contains(unpivot.value)
  }

  func begin() {
    found.removeAll(keepingCapacity: true)
    names.removeAll(keepingCapacity: true)
    seen.removeAll(keepingCapacity: true)
  }

  /// Whether the whole name matches.
  func matches(_ name: String) -> Bool {
    if let known = known[name] { return known }
    let matches = (try? pattern.wholeMatch(in: name)) != nil
    if known.count >= Self.mostKnown { known.removeAll() }
    known[name] = matches
    return matches
  }

  /// False for a name that the object has already.
  func add(_ name: String, _ value: FieldBytes) -> Bool {
    guard seen.insert(name).inserted else { return false }
    let start = names.count
    names += name.utf8
    found.append((start..<names.count, value))
    return true
  }
}
