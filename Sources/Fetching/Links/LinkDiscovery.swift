import Manifest
import Model
import Words

/// Finds the links of a file on its landing page, for files whose address changes. Pure: the same page gives the same
/// links.
package enum LinkDiscovery {
  /// What a page offers: the links that `link` matches, oldest first and without duplicates, and those that look like newer ones.
  /// Relative ones are resolved against `page`, the address of the page, or its `<base href>`. Throws ``Problem`` if none matches.
  ///
  /// A link on another host than the page's is matched only by an expression that covers its host.
  ///
  /// - Parameters:
  ///   - others: expressions and addresses of links that are not the dataset's; they never look like newer ones.
  ///   - again: the command to retry; nil is `soundings run DATASET`.
  ///   - forms: how the dates in links are written.
  package static func discover(
    in text: String, matching link: String, except others: [String] = [], page: String, name: String,
    again: String? = nil, forms: [DateForm] = []
  ) throws -> Discovery {
    let remedy = remedy(name, again)
    let expression: Regex<AnyRegexOutput>
    do {
      expression = try FileNameFacts.expression(link)
    } catch {
      throw Problem(
        .badInput, at: name, oneLine("fetch.discover.link: '\(link)' is not a regular expression: \(error)"),
        remedy: remedy)
    }
    let onPage = PageLinks(text)
    var found: Set<LinkFacts> = []
    var seen: Set<String> = []
    var left: [PageLink] = []
    var refused: String?
    for one in PageLink.all(of: onPage, on: page) where seen.insert(one.address).inserted {
      guard let match = one.match(expression) else {
        left.append(one)
        continue
      }
      guard one.isHTTPS, one.otherHost == nil || one.coversHost(match) else {
        refused = one.isHTTPS ? "is on another host" : "is not an https address"
        refused? += ": '\(one.written.prefix(200))'"
        left.append(one)
        continue
      }
      do {
        let facts = try FileNameFacts(match, forms: forms)
        found.insert(LinkFacts(published: facts.published, through: facts.through, url: one.address))
      } catch {
        let matched = String(match.output[0].substring ?? "")
        throw Problem(.failed, at: name, oneLine("\(page): in the link '\(matched)' \(error)"), remedy: remedy)
      }
    }
    if found.isEmpty, let refused {
      throw Problem(.failed, at: name, oneLine("\(page): what matches '\(link)' \(refused)"), remedy: remedy)
    }
    guard !found.isEmpty else {
      let title = HTMLText.title(of: text.utf8)
      if let title, HTMLText.isRefusal(title) {
        throw Problem(
          .failed, at: name,
          oneLine("\(page): the publisher answered with the page '\(title)', which has no link that matches '\(link)'"),
          remedy: Asking(name: name, url: page, again: again).refusalRemedy)
      }
      throw noMatch(for: link, among: onPage.hrefs, page: (page, title), name: name, remedy: remedy)
    }
    let links = found.sorted(by: precedes)
    return Discovery(page: page, links: links, lookalikes: lookalikes(of: links, among: left, except: others))
  }

  /// Whether a link is listed, by a part of its address or by an expression.
  ///
  /// - Parameter others: an expression that is none counts as text.
  private static func isListed(_ link: PageLink, in others: [String]) -> Bool {
    others.contains { other in
      if link.address.contains(other) || link.text.contains(other) { return true }
      guard let expression = try? FileNameFacts.expression(other) else { return false }
      return link.text.contains(expression)
    }
  }

  /// Whether a plan's expression matches an address, or the plan ignores it.
  package static func isSettled(_ address: String, by plan: FetchPlan) -> Bool {
    guard case .discovered(let page, let pattern) = plan.address,
      let link = PageLink(address, on: page, base: page), let expression = try? FileNameFacts.expression(pattern)
    else { return true }
    if let match = link.match(expression), link.isHTTPS, link.otherHost == nil || link.coversHost(match) { return true }
    return isListed(link, in: plan.ignored)
  }

  /// What an address says of its edition, if a plan's expression matches it as a link of its page; nil if not.
  package static func facts(of address: String, by plan: FetchPlan) -> LinkFacts? {
    guard case .discovered(let page, let pattern) = plan.address, let link = PageLink(address, on: page, base: page),
      let expression = try? FileNameFacts.expression(pattern), let match = link.match(expression),
      link.otherHost == nil || link.coversHost(match),
      let facts = try? FileNameFacts(match, forms: plan.dateForms)
    else { return nil }
    return LinkFacts(published: facts.published, through: facts.through, url: address)
  }

  /// What all addresses that a plan's expression matches begin with: the page's host, and the folders that the expression spells out.
  /// Nil if the plan has no landing page.
  package static func commonStart(of plan: FetchPlan) -> String? {
    guard case .discovered(let page, let pattern) = plan.address, let host = WebAddress.host(of: page) else {
      return nil
    }
    let literal = pattern.prefix { !"\\[({.?*+|^$".contains($0) }
    guard literal.hasPrefix("/"), !pattern.contains("|") else { return host + "/" }
    return host + literal[...(literal.lastIndex(of: "/") ?? literal.startIndex)]
  }

  private static func lookalikes(of links: [LinkFacts], among left: [PageLink], except others: [String]) -> [Lookalike]
  {
    guard let newest = links.last else { return [] }
    let nearness = Lookalikes(of: links.map(\.url))
    return left.filter { one in
      nearness.contains(one.address) && !isListed(one, in: others)
    }
    .map { Lookalike(address: $0.address, otherHost: $0.otherHost, newest: newest.url) }
  }

  /// By published day, then by the last month of the data, then by length: a file that is uploaded again gets `_0`
  /// before its extension, so the longer name is the later one.
  static func precedes(_ a: LinkFacts, _ b: LinkFacts) -> Bool {
    func day(_ link: LinkFacts) -> Int { link.published?.day.daysSince1970 ?? .min }
    if day(a) != day(b) { return day(a) < day(b) }
    if a.through != b.through { return (a.through ?? "") < (b.through ?? "") }
    if a.url.utf8.count != b.url.utf8.count { return a.url.utf8.count < b.url.utf8.count }
    return a.url < b.url
  }

  private static func noMatch(
    for link: String, among links: [String], page: (address: String, title: String?), name: String, remedy: String
  ) -> Problem {
    // Comparing takes a while, and a page with more links than this is not a landing page.
    let candidates = links.prefix(2000)
    var what = "\(page.address): no link matches '\(link)' (\(links.count) links on the page"
    if let title = page.title { what += " '\(title)'" }
    if let nearest = nearest(to: link, among: candidates) { what += ", the nearest one is \(nearest)" }
    return Problem(.failed, at: name, oneLine(what + ")"), remedy: remedy)
  }

  private static func remedy(_ name: String, _ again: String?) -> String {
    "look at the page; where the publisher names the file differently now, correct 'fetch.discover.link' in "
      + "\(name)'s dataset.yaml, then: \(again ?? "soundings run \(name)")"
  }

  /// The link that has most groups of three letters in common with the expression.
  private static func nearest(to pattern: String, among links: ArraySlice<String>) -> String? {
    let wanted = trigrams(pattern)
    var best: (link: String, score: Int)?
    for link in links {
      let score = trigrams(link).intersection(wanted).count
      if score > best?.score ?? 0 { best = (link, score) }
    }
    return best?.link
  }

  private static func trigrams(_ text: String) -> Set<[UInt8]> {
    let bytes = Array(text.utf8)
    guard bytes.count >= 3 else { return [] }
    return Set((0...(bytes.count - 3)).map { Array(bytes[$0..<($0 + 3)]) })
  }
}
