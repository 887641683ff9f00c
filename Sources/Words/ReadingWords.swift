/// What each source says of a figure, in words.
package enum ReadingWords {
  /// What each side of a conflict is called.
  ///
  /// - Parameter isDecided: false for a figure without data, of which nothing can agree or not.
  package static func side(_ agrees: Bool?, ofDecided isDecided: Bool = true) -> String {
    guard isDecided else { return "related, and no test of it" }
    return switch agrees {
    case true?: "agrees with what is printed"
    case false?: "says otherwise"
    case nil: "counts something else, or gives no number"
    }
  }
}
