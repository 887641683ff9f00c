/// One link of a page: what the page says, and the address that a browser would ask for.
struct PageLink {
  /// As written on the page, without blanks around it.
  let written: String
  /// The absolute address without fragment; http on the page's own host becomes https.
  let address: String
  /// Whether it can be asked for.
  let isHTTPS: Bool
  /// The host in lower case, if it is not the page's.
  let otherHost: String?
  /// The address for comparing: an escape of a character that needs none is that character.
  let text: String

  /// Nil for what is no web address, such as `mailto:` and `javascript:`.
  ///
  /// - Parameters:
  ///   - page: the address of the page, after redirects.
  ///   - base: the address that relative links start from; the page's own unless it says otherwise.
  init?(_ href: String, on page: String, base: String) {
    // Browsers drop line ends and tabs inside an address.
    let scalars = href.unicodeScalars.filter { !["\n", "\r", "\t"].contains($0) }
    written = String(String.UnicodeScalarView(scalars)).trimmingBlanks
    guard !written.isEmpty, let absolute = WebAddress.target(ofLink: written, on: base, page: page) else { return nil }
    address = absolute
    isHTTPS = absolute.hasPrefix("https://")
    guard let host = WebAddress.host(of: absolute) else { return nil }
    otherHost = host == WebAddress.host(of: page) ? nil : host
    text = PercentEscapes.withoutNeedless(absolute)
  }

  /// The links of a page, in order.
  static func all(of links: PageLinks, on page: String) -> [PageLink] {
    let base = links.base.flatMap { WebAddress.target(ofRedirect: $0.trimmingBlanks, on: page) } ?? page
    return links.hrefs.compactMap { PageLink($0, on: page, base: base) }
  }

  /// The match of an expression that covers the link's path, its whole address, or the link as written, each with or without the
  /// query; nil if there is none. What only begins or ends like the link is another file.
  func match(_ expression: Regex<AnyRegexOutput>) -> Regex<AnyRegexOutput>.Match? {
    for match in path.matches(of: expression) {
      let start = match.range.lowerBound
      // `boats.csv` is the file of that name in any folder, `/boats.csv` the one in the first folder.
      let isRelative = path[start...].first != "/" && path[..<start].last == "/"
      if !match.range.isEmpty, start == path.startIndex || isRelative, isEnd(match.range.upperBound, in: path) {
        return match
      }
    }
    for text in [text, written] {
      if let match = text.prefixMatch(of: expression), !match.range.isEmpty, isEnd(match.range.upperBound, in: text) {
        return match
      }
    }
    return nil
  }

  /// Whether a match covers the host as well: then the expression names it, whatever the page's is.
  func coversHost(_ match: Regex<AnyRegexOutput>.Match) -> Bool {
    String(match.output[0].substring ?? "").contains("//")
  }

  private var path: Substring {
    let afterScheme = text.firstRange(of: "://")?.upperBound ?? text.startIndex
    return text[(text[afterScheme...].firstIndex(of: "/") ?? text.endIndex)...]
  }

  private func isEnd(_ end: String.Index, in text: some StringProtocol) -> Bool {
    end == text.endIndex || text[end] == "?" || text[end] == "#"
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let scalars = unicodeScalars.drop { $0.value <= 32 }
    let end = scalars.lastIndex { $0.value > 32 }
    return end.map { String(scalars[...$0]) } ?? ""
  }
}
