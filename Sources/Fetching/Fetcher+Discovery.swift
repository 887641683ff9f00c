import Manifest
import Model
import System
import Words

// What a landing page offers.
extension Fetcher {
  /// All matching links on the landing page, oldest first, each with what it says about its edition; never empty.
  package func links(_ plan: FetchPlan, name: String) throws -> [LinkFacts] {
    try discover(plan, name: name)?.links ?? []
  }

  /// A page is read in far less; an expression that backtracks without end is given up.
  private var secondsForLinks: Double { min(30, configuration.datasetTimeoutSeconds) }

  /// What the landing page offers; nil if the plan has none.
  func discover(_ plan: FetchPlan, name: String) throws -> Discovery? {
    guard case .discovered(let page, let link) = plan.address else { return nil }
    let expect = Expectation(types: ["text/html", "application/xhtml+xml"], startsWith: nil, maxBytes: 5_000_000)
    guard
      let fetched = try obeyingRobots().download(
        url: page, name: name, form: plan.form, expect: expect, validators: nil)
    else { return nil }
    defer { fetched.discard() }
    let asking = self.asking(name, page)
    do {
      let text = String(decoding: try TemporaryFile.bytes(of: fetched.path), as: UTF8.self)
      let (url, again) = (fetched.effectiveURL, asking.again)
      let found = try TimeLimit.run(seconds: secondsForLinks) {
        try LinkDiscovery.discover(
          in: text, matching: link, except: plan.ignored, page: url, name: name, again: again, forms: plan.dateForms)
      }
      if let found { return found }
      throw Problem(
        .badInput, at: name,
        oneLine(
          "\(page): fetch.discover.link ('\(link)') has not ended after \(NumberText.decimal(secondsForLinks, decimals: nil) ?? "?") seconds"
        ),
        remedy: "write it so that each text can be read in one way, then: \(again)")
    } catch let problem as Problem {
      throw FetchFailure(problem: problem, cause: .badAnswer)
    } catch let failure as BodyFailure {
      throw asking.bodyFailure(failure, limit: expect.maxBytes).failure
    }
  }
}
