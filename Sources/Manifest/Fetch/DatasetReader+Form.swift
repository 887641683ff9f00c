import Model
import Words
import Yams

// What a request says beside its address: a part of `fetch:` in a manifest.
extension DatasetReader {
  /// Headers that Soundings sets itself, or that would change what an answer is.
  private static let ownHeaders: Set<String> = [
    "accept-encoding", "connection", "content-length", "content-type", "expect", "host", "if-match",
    "if-modified-since",
    "if-none-match", "if-range", "if-unmodified-since", "range", "te", "transfer-encoding", "upgrade", "user-agent",
  ]

  func form(_ map: YAMLMap) -> RequestForm {
    var form = RequestForm.plain
    form.headers = map["headers"].map(headers) ?? []
    let parameter = map["paging"].flatMap { YAMLMap(again: $0)?["parameter"]?.text() }
    form.post = map["post"].flatMap { post($0, parameter) }
    if let value = map["post"], map["discover"] != nil {
      value.report(
        "a page of links and the file behind one are not asked for by POST",
        remedy: "remove it, or give the 'url' itself")
    }
    if let url = map["url"] {
      let nodes: [Node] = if case .sequence(let nodes) = url.node { Array(nodes) } else { [url.node] }
      for node in nodes {
        guard case .scalar(let scalar) = node else { continue }
        checkSecrets(scalar.string, url)
        checkWrittenKeys(scalar.string, url)
      }
    }
    return form
  }

  private func headers(_ value: YAMLValue) -> [RequestForm.Header] {
    guard let map = YAMLMap(value, expected: "a mapping of headers ({Accept: application/json})") else { return [] }
    return map.entries.compactMap { entry in
      let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-_")
      guard !entry.key.isEmpty, entry.key.lowercased().allSatisfy(allowed.contains) else {
        map.file.report(
          line: entry.line, "fetch.headers: '\(entry.key)' is not the name of a header",
          remedy: "write it like X-App-Token")
        return nil
      }
      guard !Self.ownHeaders.contains(entry.key.lowercased()) else {
        let remedy =
          entry.key.lowercased() == "user-agent"
          ? "write it under hosts: in Config/soundings.yaml, as user_agent" : "remove it: Soundings sets it itself"
        map.file.report(line: entry.line, "fetch.headers: '\(entry.key)' cannot be set here", remedy: remedy)
        return nil
      }
      guard let text = entry.value.text() else { return nil }
      guard text.utf8.allSatisfy({ (32...126).contains($0) }) else {
        entry.value.report(
          "has characters that a header cannot have", remedy: "write it with plain letters, on one line")
        return nil
      }
      checkSecrets(text, entry.value)
      checkPlaces(text, entry.value)
      if Self.keyHeaders.contains(entry.key.lowercased()), RequestForm.secrets(in: text).isEmpty {
        reportKey("the header \(entry.key)", "\(entry.key): '{secret:NAME}'", entry.value)
      }
      return RequestForm.Header(name: entry.key, value: text)
    }
  }

  /// - Parameter parameter: that of the pages, which may have a place in the body.
  private func post(_ value: YAMLValue, _ parameter: String?) -> RequestForm.Post? {
    guard let map = YAMLMap(value, keys: ["type", "body"]) else { return nil }
    let type = map["type"]?.text() ?? "application/x-www-form-urlencoded"
    if let given = map["type"], !isMediaType(type) {
      given.report(
        "'\(type)' is not a media type", remedy: "write it in lower case and without parameters: application/json")
    }
    guard let body = map.required("body")?.text() else { return nil }
    checkSecrets(body, map["body"])
    if let given = map["body"] { checkWrittenKeys(inBody: body, type: type, given) }
    checkPlaces(parameter.map { body.replacing("{\($0)}", with: "") } ?? body, map["body"])
    return RequestForm.Post(type: type, body: body)
  }

  /// Reports what looks like a place for the day and would be sent as it is. Braces of JSON and the like are none.
  private func checkPlaces(_ text: String, _ value: YAMLValue?) {
    for place in text.matches(of: /\{[a-z_]+(:[^{}"]*)?\}/) {
      let word = String(place.output.0)
      let isKnown =
        AddressList.places.contains(word) || word.hasPrefix("{secret")
        || place.output.1.map { AddressList.form(String($0.dropFirst()), on: Day(daysSince1970: 0)) != nil } ?? false
          && word.hasPrefix("{today:")
      guard !isKnown else { continue }
      value?.report(
        word == AddressList.year ? "{year} stands in addresses only" : "unknown placeholder '\(word)'",
        remedy:
          "write one of \(AddressList.places.joined(separator: ", ")), {today:FORM} (with YYYY, YY, MM, M, DD or D) or {secret:NAME}"
      )
    }
  }

  /// Headers that carry a key.
  private static let keyHeaders: Set<String> = [
    "authorization", "proxy-authorization", "x-api-key", "api-key", "apikey", "x-app-token", "x-auth-token",
    "ocp-apim-subscription-key",
  ]
  /// Parameters of addresses and bodies that carry one, whatever it looks like.
  private static let keyParameters: Set<String> = [
    "api_key", "apikey", "api-key", "app_token", "$$app_token", "access_token", "auth_token", "subscription-key",
    "client_secret", "password",
  ]
  /// Parameters that carry one as often as something else: the key of a record, the token of a page. Their value decides.
  private static let keyLikeParameters: Set<String> = [
    "key", "token", "auth", "authkey", "auth_key", "sig", "signature", "secret", "apitoken", "api_token", "user_key",
  ]

  /// A key that is written in an address would be in the archive, the logs and the exports.
  private func checkWrittenKeys(_ address: String, _ value: YAMLValue) {
    guard let query = address.split(separator: "?", maxSplits: 1).dropFirst().first else { return }
    checkPairs(query.prefix { $0 != "#" }, value)
  }

  /// The same of a body: a form's pairs, or the texts of JSON.
  private func checkWrittenKeys(inBody body: String, type: String, _ value: YAMLValue) {
    guard type.hasSuffix("json") else { return checkPairs(body[...], value) }
    for pair in body.matches(of: /"([^"\\]+)"\s*:\s*"([^"\\]*)"/)
    where Self.isKey(String(pair.output.1), String(pair.output.2)) {
      reportKey("\"\(pair.output.1)\" in the body", "\"\(pair.output.1)\": \"{secret:NAME}\"", value)
    }
  }

  private func checkPairs(_ query: Substring, _ value: YAMLValue) {
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, Self.isKey(parts[0], parts[1]) else { continue }
      reportKey("the parameter \(parts[0])", "\(parts[0])={secret:NAME}", value)
    }
  }

  /// Whether a parameter's value is a key that is written out. Under a name that may mean something else it is one where it has at least
  /// 16 characters, letters and digits among them and nothing but those and `-_.~+/=`: hexadecimal, Base64, a UUID. A word, a code of a
  /// country, a number or a day is none.
  private static func isKey(_ name: String, _ value: String) -> Bool {
    guard !value.isEmpty, RequestForm.secrets(in: value).isEmpty else { return false }
    if keyParameters.contains(name.lowercased()) { return true }
    guard keyLikeParameters.contains(name.lowercased()), value.utf8.count >= 16 else { return false }
    let isPlain = value.utf8.allSatisfy { byte in
      isLetter(byte) || isDigit(byte) || "-_.~+/=%".utf8.contains(byte)
    }
    return isPlain && value.utf8.contains(where: isLetter) && value.utf8.contains(where: isDigit)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { 97...122 ~= byte | 0x20 }
  private static func isDigit(_ byte: UInt8) -> Bool { 48...57 ~= byte }

  private func reportKey(_ place: String, _ form: String, _ value: YAMLValue) {
    value.report(
      "\(place) has a key that is written out, which would be in the archive and in the exports",
      remedy: "write \(form), and in Config/soundings.yaml: secrets: {NAME: {host: THE.HOST, env: A_VARIABLE}}")
  }

  /// Reports what looks like the place of a secret and is none.
  private func checkSecrets(_ text: String, _ value: YAMLValue?) {
    let rest = RequestForm.secrets(in: text).reduce(text) { $0.replacing("{secret:\($1)}", with: "") }
    guard rest.contains("{secret") else { return }
    value?.report(
      "'{secret' begins no name of a secret",
      remedy:
        "write {secret:NAME}, with lower-case letters, digits and _ in NAME, which Config/soundings.yaml explains under secrets"
    )
  }
}
