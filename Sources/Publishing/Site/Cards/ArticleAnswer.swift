import Model
import Words

/// What came of checking an article, in one sentence for who reads nothing else.
struct ArticleAnswer {
  /// Of all figures, in any order.
  let verdicts: [Verdict]

  var sentence: String {
    guard !verdicts.isEmpty else { return "No statement of the article has been entered yet." }
    let holding: [Verdict] = [.holds, .holdsWithCaveat, .fragile, .stale]
    let held = verdicts.count { holding.contains($0) }
    let among = [
      (Verdict.holdsWithCaveat, "with a caveat"), (.fragile, "only just"),
      (.stale, "on data that is older than promised"),
    ].filter { count($0.0) > 0 }.map { held == 1 ? $0.1 : "\(Self.number(count($0.0))) of them \($0.1)" }
    var parts = [
      ([held > 0 ? "\(Self.number(held)) \(Self.verb(held, "holds", "hold"))" : "none holds"] + among).joined(
        separator: ", ")
    ]
    let drifted = count(.drifted), open = count(.unsupported), against = count(.contradicted)
    if drifted > 0 {
      parts.append("\(Self.number(drifted)) held when published and no longer \(Self.verb(drifted, "does", "do"))")
    }
    if open > 0 { parts.append("\(Self.number(open)) cannot be checked with the data here") }
    parts.append(
      against > 0 ? "\(Self.number(against)) \(Self.verb(against, "is", "are")) contradicted" : "none is contradicted")
    return
      "Of \(verdicts.count == 1 ? "one checkable statement" : "\(Self.number(verdicts.count)) checkable statements") "
      + parts.joined(separator: "; ") + "."
  }

  private func count(_ verdict: Verdict) -> Int { verdicts.count { $0 == verdict } }

  private static func verb(_ count: Int, _ one: String, _ many: String) -> String { count == 1 ? one : many }

  /// As AP style writes it: numbers below 10 as words.
  private static func number(_ count: Int) -> String {
    let words = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return words.indices.contains(count) ? words[count] : NumberText.grouped(count)
  }
}
