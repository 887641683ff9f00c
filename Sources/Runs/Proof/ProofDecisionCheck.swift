import Model
import Publishing
import Warehouse
import Words

/// Compares the decisions and the corrections that a proof names with those of now. What people decided since on editions
/// of the proof's time changes what the proof says; a withdrawn edition that came later is news.
struct ProofDecisionCheck {
  let old: Proof
  let session: Session
  /// The newest day that the proof knew of.
  let day: Day
  /// What made the proof recorded decisions.
  let isRecorded: Bool

  init(_ old: Proof, _ session: Session, day: Day) {
    self.old = old
    self.session = session
    self.day = day
    isRecorded =
      old.templates == ProofCollector.templates || old.figures.contains { $0.decisions != nil || $0.corrections != nil }
  }

  /// One decision with the figures that it touches.
  private struct Touched {
    var decision: FigureDecision
    var figures: [String]
  }

  /// - Parameters:
  ///   - decisions: of now, by figure, in the states of the proof.
  ///   - newest: those that the newest data rests on.
  func check(
    _ decisions: [String: [FigureDecision]], newest: [FigureDecision], _ report: inout ProofCheckReport
  ) throws {
    guard isRecorded else { return }
    let (stated, here) = (
      Self.touched(old.figures.map { ($0.id, $0.decisions ?? []) }), Self.touched(inOrder(decisions))
    )
    let known = stated.map(\.decision.decision)
    let datasets = Set(old.figures.flatMap(\.datasets) + known.map(\.dataset)).sorted()
    let applied = try datasets.flatMap { try session.appliedDecisions(of: $0).map(\.decision) }

    for item in stated where !applied.contains(item.decision.decision) {
      let decision = item.decision.decision
      report.found(
        DecisionWords.place(decision),
        "the proof says that it was \(decision.words) (\(decision.reason)), and there is no such decision any more; it "
          + "touches \(English.list(item.figures))",
        remedy:
          "put the decision's record back from a backup, then: soundings run --offline \(decision.dataset); or make "
          + "a new proof: \(again)")
    }
    for item in stated {
      guard let now = here.first(where: { $0.decision.decision == item.decision.decision })?.decision,
        now.quarantined != item.decision.quarantined
      else { continue }
      report.found(
        DecisionWords.place(now.decision),
        "the proof says that \(English.count(item.decision.quarantined, "record")) of it "
          + "\(English.form(item.decision.quarantined, "was", plural: "were")) in quarantine; here it is \(now.quarantined)",
        remedy: "look at them: soundings quarantine list \(now.decision.dataset)")
    }
    var named: Set<Decision> = []
    for item in here where !known.contains(item.decision.decision) {
      let decision = item.decision.decision
      named.insert(decision)
      let isAboutKnown = known.contains { FigureDecisions.isSameEdition($0, decision) }
      guard let its = Day(item.decision.day), its <= day || isAboutKnown else {
        report.news.append(news(of: decision))
        continue
      }
      report.findings.append(since(decision, item.figures))
    }
    // An edition that was held when the proof was made, and accepted since.
    for item in newest where Day(item.day).map({ $0 > day }) ?? false {
      guard !known.contains(where: { FigureDecisions.isSameEdition($0, item.decision) }),
        named.insert(item.decision).inserted
      else { continue }
      report.news.append(news(of: item.decision))
    }
    // An edition of later than the proof, whose withdrawal it names, was taken again.
    for item in stated {
      for decision in applied
      where !known.contains(decision) && FigureDecisions.isSameEdition(decision, item.decision.decision) {
        if named.insert(decision).inserted { report.findings.append(since(decision, item.figures)) }
      }
    }
  }

  /// - Parameter corrections: of now, by figure.
  func checkCorrections(_ corrections: [String: [String]], _ report: inout ProofCheckReport) {
    guard isRecorded else { return }
    for figure in old.figures {
      let (stated, here) = (figure.corrections ?? [], corrections[figure.id] ?? [])
      for line in stated where !here.contains(line) {
        report.found(
          figure.id, "the proof says that a value was corrected (\(line)), and it is not corrected so any more",
          remedy: "look at corrections.csv beside the dataset, then make a new proof: \(again)")
      }
      for line in here where !stated.contains(line) {
        report.found(
          figure.id, "a value behind it is corrected (\(line)), and the proof does not say so",
          remedy: "look at corrections.csv beside the dataset, then make a new proof: \(again)")
      }
    }
  }

  private func news(of decision: Decision) -> String {
    "\(DecisionWords.place(decision)): was \(decision.words): \(English.withoutPeriod(decision.reason)); the proof is of \(day)"
  }

  private func since(_ decision: Decision, _ figures: [String]) -> Problem {
    Problem(
      at: DecisionWords.place(decision),
      "was \(decision.words) (\(decision.reason)), which the proof does not say; it touches \(English.list(figures))",
      remedy: "if the decision is right, make a new proof: \(again)")
  }

  private var again: String {
    "soundings proof \(old.article.name) --out new.html" + (old.asOf.map { " --as-of \($0)" } ?? "")
  }

  private func inOrder(_ decisions: [String: [FigureDecision]]) -> [(String, [FigureDecision])] {
    old.figures.map { ($0.id, decisions[$0.id] ?? []) }
  }

  private static func touched(_ figures: [(String, [FigureDecision])]) -> [Touched] {
    var all: [Touched] = []
    for (id, decisions) in figures {
      for decision in decisions {
        if let n = all.firstIndex(where: { $0.decision.decision == decision.decision }) {
          all[n].figures.append(id)
        } else {
          all.append(Touched(decision: decision, figures: [id]))
        }
      }
    }
    return all
  }
}
