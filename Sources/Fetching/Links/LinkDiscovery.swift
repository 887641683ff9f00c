import Model
import Words

/// Finds the links of a file on its landing page, for files whose address changes. Pure: the same page gives the same
/// links.
package enum LinkDiscovery {
  /// All links on a page whose text matches `link`, oldest first, without duplicates; relative ones are resolved
  /// against `page`, the address of the page. Throws ``Problem`` if there is none.
  ///
  /// - Parameter again: the command to retry; nil is `soundings run DATASET`.
  package static func links(
    in text: String, matching link: String, page: String, name: String, again: String? = nil
  ) throws -> [LinkFacts] {
    let remedy = remedy(name, again)
    let decoded = HTMLReference.decoded(text)
    let expression: Regex<AnyRegexOutput>
    do {
      expression = try FileNameFacts.expression(link)
    } catch {
      throw Problem(
        .badInput, at: name, oneLine("fetch.discover.link: '\(link)' is not a regular expression: \(error)"),
        remedy: remedy)
    }
    var found: Set<LinkFacts> = []
    var refused: String?
    for match in decoded.matches(of: expression) {
      let matched = String(decoded[match.range])
      guard let url = WebAddress.resolve(matched, on: page) else {
        refused = matched
        continue
      }
      do {
        let facts = try FileNameFacts(match)
        found.insert(LinkFacts(published: facts.published, through: facts.through, url: url))
      } catch {
        throw Problem(.failed, at: name, oneLine("\(page): in the link '\(matched)' \(error)"), remedy: remedy)
      }
    }
    if found.isEmpty, let refused {
      let what = "\(page): what matches '\(link)' is not an https address: '\(refused.prefix(200))'"
      throw Problem(.failed, at: name, oneLine(what), remedy: remedy)
    }
    guard !found.isEmpty else { throw noMatch(for: link, in: decoded, page: page, name: name, remedy: remedy) }
    return found.sorted(by: precedes)
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
    for link: String, in text: String, page: String, name: String, remedy: String
  ) -> Problem {
    let links = HTMLText.links(in: text)
    // Comparing takes a while, and a page with more links than this is not a landing page.
    let candidates = links.prefix(2000)
    var what = "\(page): no link matches '\(link)' (\(links.count) links on the page"
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
