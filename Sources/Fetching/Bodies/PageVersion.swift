/// What a response's headers say of the edition that its page belongs to. An ETag is not among it: pages have different ones.
struct PageVersion {
  /// A header that the manifest names, in lower case.
  private let header: String?

  init(_ header: String?) { self.header = header?.lowercased() }

  /// How two pages of one edition cannot differ, in words; nil where nothing speaks against one edition.
  func difference(from first: Fetched, to other: Fetched) -> String? {
    let names = [(header: "last-modified", shown: "Last-Modified")] + (header.map { [($0, $0)] } ?? [])
    for (name, shown) in names {
      guard let a = first.headers[name], let b = other.headers[name], a != b else { continue }
      // Some servers give the time of the response: it says nothing of the data.
      if name == "last-modified", Self.isTimeOfResponse(first), Self.isTimeOfResponse(other) { continue }
      return "\(shown) was '\(a)', and is '\(b)'"
    }
    return nil
  }

  /// Whether Last-Modified is the time at which the response was made, within two seconds.
  private static func isTimeOfResponse(_ page: Fetched) -> Bool {
    guard let modified = page.headers["last-modified"].flatMap(HTTPDate.secondsSince1970),
      let date = page.headers["date"].flatMap(HTTPDate.secondsSince1970)
    else { return false }
    return abs(date - modified) <= 2
  }
}
