/// Names of persons, compared as people compare them.
package enum PersonName {
  /// The name without superfluous blanks.
  package static func tidy(_ name: String) -> String {
    name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The same for one person, however the name is typed: case, blanks and the composition of letters do not matter.
  package static func folded(_ name: String) -> String { tidy(name).lowercased() }
}
