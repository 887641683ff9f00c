/// A regular expression as far as ``RegexShape`` needs it. Where the syntax is rarer than that, a place counts as matching any letter.
indirect enum RegexTree {
  /// Matches no letter: an anchor, a comment.
  case empty
  case letter(RegexLetters)
  case sequence([RegexTree])
  case either([RegexTree])
  /// `text` is what is written; `most` is nil where there is no bound.
  case repeated(RegexTree, least: Int, most: Int?, text: String)
  /// What it took it does not give back: `(?>...)`, `a++`.
  case closed(RegexTree)
  /// What is looked at without being taken: `(?=...)`.
  case beside(RegexTree)

  /// Whether it can match in one way only, letter by letter.
  var hasNoChoice: Bool {
    switch self {
    case .empty, .letter: true
    case .sequence(let parts): parts.allSatisfy(\.hasNoChoice)
    case .either(let parts): parts.count == 1 && parts[0].hasNoChoice
    case .repeated(let part, let least, let most, _): least == most && part.hasNoChoice
    case .closed, .beside: false
    }
  }

  /// All letters in it.
  var letters: RegexLetters {
    switch self {
    case .empty, .beside: .none
    case .letter(let letters): letters
    case .sequence(let parts), .either(let parts): parts.reduce(.none) { $0.union($1.letters) }
    case .repeated(let part, _, _, _), .closed(let part): part.letters
    }
  }
}
