/// Whether a regular expression can backtrack without end: `(a+)+` on thirty letters takes longer than anybody waits, because there are
/// two ways to share each letter among the repetitions; so do `(a|aa)+`, and `a*a*a*a*a*` on a few thousand.
///
/// It need not be perfect: an expression that doubles the time with each part that is written, and not with each letter that is read,
/// passes. A run does not wait for it for ever, and SIGTERM ends it like everything else.
struct RegexShape {
  /// The first group that can be repeated in too many ways; nil if there is none.
  let repeatedGroup: String?
  /// The repetitions that can share the same letters, if they are too many.
  let chain: [String]?

  /// With so many the time grows with the third power of the length, which is still short for a link.
  private static let longestChain = 3

  init(_ pattern: String) {
    var reader = RegexTreeReader(pattern)
    let automaton = RegexAutomaton(reader.read())
    repeatedGroup = automaton.endless?.text
    let isShort = repeatedGroup != nil || automaton.loops.count <= Self.longestChain
    let longest = isShort ? [] : RegexChain(automaton).longest
    chain = longest.count > Self.longestChain ? longest : nil
  }
}
