import CCurl

/// Web addresses, parsed by curl's own parser, so that what is checked is what the request uses.
enum WebAddress {
  /// The host in lower case and without port; nil if the text is not an https address.
  static func host(ofHTTPS url: String) -> String? {
    guard let parts = Parts(url), parts.get(CURLUPART_SCHEME) == "https" else { return nil }
    return parts.get(CURLUPART_HOST)?.lowercased()
  }

  /// The absolute address that a redirect from `page` leads to, whatever its scheme; nil if it is not an address.
  static func target(ofRedirect location: String, on page: String) -> String? {
    guard let parts = Parts(page), parts.set(CURLUPART_URL, location) else { return nil }
    return parts.get(CURLUPART_URL)
  }

  /// The host of a web address in lower case and without port, whatever its scheme; nil if there is none.
  static func host(of url: String) -> String? { Parts(url)?.get(CURLUPART_HOST)?.lowercased() }

  /// The parts of an https address that robots.txt is about; nil if the text is none. `authority` is the host in lower case, with the
  /// port if it is not the usual one, `target` the path with the query.
  static func parts(ofHTTPS url: String) -> (authority: String, target: String)? {
    guard let parts = Parts(url), parts.get(CURLUPART_SCHEME) == "https",
      let host = parts.get(CURLUPART_HOST)?.lowercased()
    else { return nil }
    let port = parts.get(CURLUPART_PORT).flatMap { $0 == "443" ? nil : ":" + $0 } ?? ""
    let query = parts.get(CURLUPART_QUERY).map { "?" + $0 } ?? ""
    return (host + port, (parts.get(CURLUPART_PATH) ?? "/") + query)
  }

  /// The absolute address of a link, http or https and without fragment; nil for other schemes. An http link to the page's own
  /// host becomes https, because that host has just answered over https.
  ///
  /// - Parameter base: the address that relative links start from.
  static func target(ofLink link: String, on base: String, page: String) -> String? {
    guard let parts = Parts(base), parts.set(CURLUPART_URL, link), parts.set(CURLUPART_FRAGMENT, nil) else {
      return nil
    }
    if parts.get(CURLUPART_SCHEME) == "http", parts.get(CURLUPART_HOST)?.lowercased() == host(of: page) {
      guard parts.set(CURLUPART_SCHEME, "https") else { return nil }
    }
    guard ["http", "https"].contains(parts.get(CURLUPART_SCHEME) ?? "") else { return nil }
    return parts.get(CURLUPART_URL)
  }

  /// The address with `name=value` in its query, replacing an older value if there is one.
  static func setting(_ name: String, to value: Int, in url: String) -> String {
    setting(name, to: "\(value)", in: url)
  }

  static func setting(_ name: String, to value: String, in url: String) -> String {
    let whole = url.prefix { $0 != "#" }
    let path = whole.prefix { $0 != "?" }
    let key = encoded(name)
    let query = whole.dropFirst(path.count + 1).split(separator: "&").filter { pair in
      let given = pair.prefix { $0 != "=" }
      return given != key && given != name
    }
    return path + "?" + (query.map(String.init) + ["\(key)=\(encoded(value))"]).joined(separator: "&")
  }

  /// Percent-encodes all but the characters that a query may contain and `$`, which Socrata's parameters begin with.
  static func encoded(_ name: String) -> String {
    var text = ""
    for byte in name.utf8 {
      let scalar = Unicode.Scalar(byte)
      if scalar.isASCII
        && (Character(scalar).isLetter || Character(scalar).isNumber || "-._~$".unicodeScalars.contains(scalar))
      {
        text.unicodeScalars.append(scalar)
      } else {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }

  /// curl's parsed address.
  private final class Parts {
    private let handle: OpaquePointer

    init?(_ url: String) {
      guard let handle = soundings_curl_url() else { return nil }
      self.handle = handle
      if !set(CURLUPART_URL, url) { return nil }
    }

    deinit { soundings_curl_url_cleanup(handle) }

    func set(_ part: CURLUPart, _ text: String?) -> Bool {
      soundings_curl_url_set(handle, part, text, UInt32(CURLU_URLENCODE)) == CURLUE_OK
    }

    func get(_ part: CURLUPart) -> String? {
      var text: UnsafeMutablePointer<CChar>?
      guard soundings_curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text else { return nil }
      defer { soundings_curl_free(text) }
      return String(cString: text)
    }
  }
}
