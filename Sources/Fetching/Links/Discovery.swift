import Model

/// What a landing page offers of one dataset.
package struct Discovery: Equatable, Sendable {
  /// The address of the page, after redirects.
  package var page: String
  /// The links that the manifest's expression matches, oldest first; never empty.
  package var links: [LinkFacts]
  /// The links that it does not match, and that look like newer ones of the same file.
  package var lookalikes: [Lookalike]
  /// The newest links that lead nowhere (404, 410), each with the failure, the newest first.
  package var dead: [Dead] = []

  /// The host of a link, if it is not the page's.
  package func otherHost(of link: LinkFacts) -> String? {
    let host = WebAddress.host(of: link.url)
    return host == WebAddress.host(of: page) ? nil : host
  }

  package struct Dead: Equatable, Sendable {
    package var link: LinkFacts
    package var failure: FetchFailure
  }
}
