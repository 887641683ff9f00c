/// How near to its origin a source was read, from the nearest to the farthest.
package enum SourceKind: String, CaseIterable, Codable, Comparable, Sendable {
  case officialOriginal = "official original"
  case originalRead = "original read"
  case copy = "copy of the original"
  case secondary
  case undatedCopy = "undated copy"

  package static func < (a: SourceKind, b: SourceKind) -> Bool { a.rank < b.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self)! }
}
