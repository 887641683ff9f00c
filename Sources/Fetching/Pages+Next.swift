import Manifest
import Words

// Pages that each say where the next one is.
extension Pages {
  /// - Parameters:
  ///   - pointer: where the body says it; nil: the header `Link` does.
  ///   - parameter: the parameter that the value at `pointer` goes into; nil: the value is an address.
  mutating func byNext(_ pointer: String?, parameter: String?, _ known: Validators?) throws {
    let place = pointer.map { "at \($0)" } ?? "in the header Link"
    var (address, form) = parameter.map { request($0, nil) } ?? (url, plan.form)
    var seen: Set<String> = []
    var total: Int?
    var cursor: String?
    for _ in 0..<Self.mostPages {
      seen.insert(address)
      let page = try add(address, form, known: known, ignored: "the place of the next page, \(place), does not change")
      total = try self.total(of: page, before: total)
      if total != nil { records += try countRecords(page.path) }
      let stated = try pointer.map { try jsonText(page.path, $0) } ?? page.headers["link"].flatMap(Self.next(inLink:))
      guard let value = stated, !value.isEmpty else { return try checkRecords(total) }
      var next: String?
      if let parameter {
        // Solr and those who do as it does repeat the cursor at the end.
        if value == cursor { return try checkRecords(total) }
        cursor = value
        let page = request(parameter, value)
        (next, form) = (page.address, page.form)
      } else {
        // A server behind a gate writes what it is asked by the gate.
        let isPlain = value.lowercased().hasPrefix("http://")
        next = WebAddress.target(ofRedirect: isPlain ? "https" + value.dropFirst(4) : value, on: url)
      }
      guard let next, let host = WebAddress.host(ofHTTPS: next) else {
        throw asking(address).unexpected(
          "'\(value)' is \(place), where the https address of the next page is expected")
      }
      guard host == WebAddress.host(ofHTTPS: url) else {
        throw asking(address).unexpected("the next page is on another host, \(host)")
      }
      guard !seen.contains(next) else {
        throw asking(address).unexpected("the next page, \(next), was fetched already: there is no end")
      }
      address = next
    }
    throw asking(url).unexpected("there is no end after \(NumberText.grouped(Self.mostPages)) pages")
  }

  /// The address with `rel="next"` in a header Link (RFC 8288); nil where there is none.
  static func next(inLink header: String) -> String? {
    for link in header.matches(of: /<([^<>]*)>([^<]*)/) {
      let isNext = link.output.2.split(separator: ";").contains { parameter in
        let parts = parameter.split(separator: "=", maxSplits: 1).map {
          $0.filter { !" \",".contains($0) }.lowercased()
        }
        return parts.count == 2 && parts[0] == "rel"
          && (parts[1] == "next" || parameter.lowercased().contains(/["\s]next["\s]/))
      }
      if isNext { return String(link.output.1) }
    }
    return nil
  }
}
