import Glibc
import Model
import Testing

@testable import Manifest

/// A valid text spoiled in one place, and the two lines of the resulting error.
struct Spoiled: CustomTestStringConvertible, Sendable {
  var old: String
  var new: String
  var says: String
  var remedy: String

  init(_ old: String, _ new: String, says: String, remedy: String) {
    self.old = old
    self.new = new
    self.says = says
    self.remedy = remedy
  }

  var testDescription: String { says }

  func spoil(_ text: String) -> String {
    #expect(text.contains(old), "the good text has no '\(old)'")
    return text.replacing(old, with: new, maxReplacements: 1)
  }

  func expected(in file: String) -> String { "\(file)\(says)\n-> \(remedy)" }
}
