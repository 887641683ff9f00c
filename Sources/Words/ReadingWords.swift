/// What each source says of a figure, in words.
package enum ReadingWords {
  /// What each side of a conflict is called.
  ///
  /// - Parameter isDecided: false for a figure without data, of which nothing can agree or not.
  ///
  /// - Parameter whyNot: why the figure's value is not taken from a source that says otherwise.
  package static func side(_ agrees: Bool?, whyNot: String? = nil, ofDecided isDecided: Bool = true) -> String {
    guard isDecided else { return "related, and no test of it" }
    return switch agrees {
    case true?: "agrees with the article"
    case false?: "says otherwise" + (whyNot.map { ", and is not taken: \($0)" } ?? "")
    case nil: "counts something else, or gives no number"
    }
  }
}
