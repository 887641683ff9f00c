/// The places of a regular expression that take a letter, and which place can follow which: what it can be in while it reads a text.
///
/// In how many ways it can read one text decides how long it takes to find that there is none: it tries them all.
struct RegexAutomaton {
  /// A repetition, with its places.
  struct Loop {
    var text: String
    var places: Range<Int>
  }

  /// What each place matches.
  private(set) var letters: [RegexLetters] = []
  /// The places that can follow each one, and in how many ways: 1, or 2 for more.
  private(set) var edges: [[Int: Int]] = []
  /// All repetitions, inner ones first.
  private(set) var loops: [Loop] = []
  /// The first repetition that can divide a text among its turns in ever more ways, so that each further letter doubles the time.
  private(set) var endless: Loop?

  /// A few turns of a few are no danger, and are written out; more count as any number.
  private static let few = 4
  /// A larger one is not looked through.
  private static let largest = 500

  private struct Part {
    /// In how many ways it can match nothing: 0, 1, or 2 for more.
    var empty = 1
    /// The places with which it can begin and end, and in how many ways.
    var first: [Int: Int] = [:]
    var last: [Int: Int] = [:]
  }

  init(_ tree: RegexTree) { _ = build(tree, copies: 1) }

  private mutating func place(_ found: RegexLetters) -> Part {
    letters.append(found)
    edges.append([:])
    return Part(empty: 0, first: [letters.count - 1: 1], last: [letters.count - 1: 1])
  }

  /// - Parameter copies: how many times the part is written out.
  private mutating func build(_ tree: RegexTree, copies: Int) -> Part {
    switch tree {
    case .empty: return Part()
    case .letter(let found): return place(found)
    case .sequence(let parts):
      return parts.reduce(Part()) { joined($0, build($1, copies: copies)) }
    case .either(let parts):
      return parts.map { build($0, copies: copies) }.reduce(Part(empty: 0)) {
        Part(
          empty: min(2, $0.empty + $1.empty), first: Self.sum($0.first, $1.first), last: Self.sum($0.last, $1.last))
      }
    case .beside(let part):
      _ = build(part, copies: copies)
      return Part()
    case .closed(let part):
      // Seen from outside it takes what it takes in one way.
      let inside = build(part, copies: copies)
      var whole = place(part.letters)
      whole.empty = min(1, inside.empty)
      return whole
    case .repeated(let part, let least, let most, let text):
      if let most, isWrittenOut(part, least, most, copies) {
        return writtenOut(part, least, most, copies: copies * max(1, most))
      }
      return loop(part, least: least, isBounded: most != nil, text: text)
    }
  }

  private func isWrittenOut(_ part: RegexTree, _ least: Int, _ most: Int, _ copies: Int) -> Bool {
    most <= 1 || most <= Self.few / copies
      || least == most && part.hasNoChoice && most < Self.largest - letters.count
  }

  private mutating func writtenOut(_ part: RegexTree, _ least: Int, _ most: Int, copies: Int) -> Part {
    var all = Part()
    for turn in (0..<most).reversed() {
      all = joined(build(part, copies: copies), all)
      if turn >= least { all.empty = min(2, all.empty + 1) }
    }
    return all
  }

  private mutating func loop(_ part: RegexTree, least: Int, isBounded: Bool, text: String) -> Part {
    let start = letters.count
    var all = build(part, copies: 1)
    // A turn that takes nothing ends a repetition without a bound; a counted one may have any number of them.
    connect(all.last, all.first, ways: all.empty > 0 && (isBounded || least > 1) ? 2 : 1)
    all.empty = least == 0 ? min(2, all.empty + 1) : all.empty
    let loop = Loop(text: text, places: start..<letters.count)
    loops.append(loop)
    if endless == nil, isEndless(loop, from: all.first) { endless = loop }
    return all
  }

  private mutating func joined(_ a: Part, _ b: Part) -> Part {
    connect(a.last, b.first, ways: 1)
    return Part(
      empty: min(2, a.empty * b.empty), first: Self.sum(a.first, b.first, times: a.empty),
      last: Self.sum(b.last, a.last, times: b.empty))
  }

  private mutating func connect(_ from: [Int: Int], _ to: [Int: Int], ways: Int) {
    for (a, n) in from {
      for (b, m) in to { edges[a][b] = min(2, edges[a][b, default: 0] + n * m * ways) }
    }
  }

  private static func sum(_ a: [Int: Int], _ b: [Int: Int], times: Int = 1) -> [Int: Int] {
    times == 0 ? a : a.merging(b.mapValues { min(2, $0 * times) }) { min(2, $0 + $1) }
  }

  // MARK: - the question

  /// Whether a repetition can read a text in two ways from one of its places back to it: then it can read n such texts in 2^n ways.
  /// All of its places lie on a way from each to each.
  private func isEndless(_ loop: Loop, from first: [Int: Int]) -> Bool {
    var places = Array(first.keys)
    var seen = Set(places)
    while let place = places.popLast() {
      for (next, ways) in edges[place] where loop.places.contains(next) {
        if ways > 1 { return true }
        if seen.insert(next).inserted { places.append(next) }
      }
    }
    // Two readings of one text, side by side: from the same place, apart, and together again.
    var pairs = seen.map { [$0, $0] }
    var found = Set(pairs)
    var before: [[Int]: [[Int]]] = [:]
    while let pair = pairs.popLast() {
      guard found.count < 200_000 else { return false }
      for a in edges[pair[0]].keys where loop.places.contains(a) {
        for b in edges[pair[1]].keys where loop.places.contains(b) && letters[a].overlaps(letters[b]) {
          let next = [min(a, b), max(a, b)]
          before[next, default: []].append(pair)
          if found.insert(next).inserted { pairs.append(next) }
        }
      }
    }
    pairs = seen.map { [$0, $0] }
    found = Set(pairs)
    while let pair = pairs.popLast() {
      for earlier in before[pair] ?? [] where found.insert(earlier).inserted {
        if earlier[0] != earlier[1] { return true }
        pairs.append(earlier)
      }
    }
    return false
  }
}
