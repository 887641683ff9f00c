/// How many repetitions of a regular expression, one behind the other, can share the same letters: `a*a*a*` has three, and reads n letters
/// in about n² ways, each further one n times as many.
struct RegexChain {
  private let automaton: RegexAutomaton
  /// The places of each repetition that stands by itself: from each one leads to each other.
  private var knots: [[Int]] = []
  private var reached: [Set<Int>] = []
  /// How many steps may still be made; a larger expression is not looked through.
  private var budget = 300_000

  /// The most repetitions that share letters, in their order as written; a single one shares with nobody.
  private(set) var longest: [String] = []

  init(_ automaton: RegexAutomaton) {
    self.automaton = automaton
    reached = automaton.edges.indices.map { place in
      var seen: Set<Int> = []
      var places = [place]
      while let place = places.popLast() {
        for next in automaton.edges[place].keys where seen.insert(next).inserted { places.append(next) }
      }
      return seen
    }
    for place in reached.indices where reached[place].contains(place) {
      if let knot = knots.firstIndex(where: { reached[place].contains($0[0]) && reached[$0[0]].contains(place) }) {
        knots[knot].append(place)
      } else {
        knots.append([place])
      }
    }
    findLongest()
  }

  private mutating func findLongest() {
    // Those behind a knot are fewer with each step, so that this order puts each one before those behind it.
    let order = knots.indices.sorted {
      (reached[knots[$1][0]].count, knots[$0][0]) < (reached[knots[$0][0]].count, knots[$1][0])
    }
    var chains: [Int: [Int]] = [:]
    for (i, knot) in order.enumerated() {
      var best = [knot]
      for earlier in order[..<i] where reached[knots[earlier][0]].contains(knots[knot][0]) {
        let chain = chains[earlier]!
        if chain.count >= best.count, share(knots[earlier], knots[knot]) {
          best = chain + [knot]
        } else if chain.count > best.count {
          best = chain
        }
      }
      chains[knot] = best
    }
    let longest = order.compactMap { chains[$0] }.max { $0.count < $1.count } ?? []
    self.longest = longest.map { knot in
      automaton.loops.first { $0.places.contains(knots[knot][0]) && knots[knot].allSatisfy($0.places.contains) }?.text
        ?? ""
    }
  }

  /// Whether a text can be read by the one again and again, by the other again and again, and on the way from the one to the other.
  private mutating func share(_ a: [Int], _ b: [Int]) -> Bool {
    for p in a {
      for q in b where share(from: p, to: q, a, b) { return true }
    }
    return false
  }

  private mutating func share(from p: Int, to q: Int, _ a: [Int], _ b: [Int]) -> Bool {
    let (edges, letters) = (automaton.edges, automaton.letters)
    var states = [[p, p, q]]
    var found = Set(states)
    while let state = states.popLast() {
      for x in edges[state[0]].keys where a.contains(x) {
        for z in edges[state[2]].keys where b.contains(z) && letters[x].overlaps(letters[z]) {
          for y in edges[state[1]].keys where letters[y].overlaps(letters[x]) && letters[y].overlaps(letters[z]) {
            budget -= 1
            if budget < 0 { return false }
            if x == p, y == q, z == q { return true }
            if reached[y].contains(q) || y == q, found.insert([x, y, z]).inserted { states.append([x, y, z]) }
          }
        }
      }
    }
    return false
  }
}
