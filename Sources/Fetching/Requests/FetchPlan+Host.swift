import Manifest

extension FetchPlan {
  /// The host that is asked first: that of the address, or of the landing page.
  package var host: String? {
    switch address {
    case .fixed(let url): WebAddress.host(ofHTTPS: url)
    case .several(let list): list.templates.first.flatMap(WebAddress.host(ofHTTPS:))
    case .discovered(let page, _): WebAddress.host(ofHTTPS: page)
    }
  }
}
