// `fetch:` in a manifest.
extension DatasetReader {
  static let defaultMaxBytes = 100_000_000

  func fetch(_ value: YAMLValue) -> FetchPlan? {
    let keys = ["url", "years", "discover", "headers", "post", "paging", "pause_seconds", "expect", "backfill", "ask"]
    guard let map = YAMLMap(value, keys: keys) else { return nil }
    let address = self.address(map)
    let paging = map["paging"].flatMap(self.paging)
    let pause = map["pause_seconds"]?.number(in: 0...3600) ?? 0
    let expect =
      map["expect"].map(expectation) ?? Expectation(types: [], startsWith: nil, maxBytes: Self.defaultMaxBytes)
    let history = map["backfill"].flatMap(self.history)
    if let backfill = map["backfill"], map["discover"] != nil {
      backfill.report("a backfill uses the links of 'discover'", remedy: "remove 'backfill'")
    }
    let rhythm = map["ask"].flatMap(self.rhythm) ?? .daily
    let form = self.form(map)
    guard let address else { return nil }
    var plan = FetchPlan(
      address: address, paging: paging, expect: expect, pauseSeconds: pause, history: history, rhythm: rhythm,
      pageChecks: map["paging"].map(pageChecks) ?? PageChecks(),
      ignored: map["discover"].flatMap { YAMLMap(again: $0)?["ignore"] }.map(ignored) ?? [])
    plan.form = form
    return plan
  }

  private func history(_ value: YAMLValue) -> RevisionHistory? {
    guard let map = YAMLMap(value, keys: ["by", "url", "every", "since"]) else { return nil }
    _ = map.required("by")?.choice(["revision"])
    let url = map.required("url").flatMap(template)
    let every = map.required("every")?.choice(RevisionHistory.Step.self)
    let since = map.required("since")?.day()
    guard let url, let every, let since else { return nil }
    return RevisionHistory(url: url, every: every, since: since)
  }

  private func template(_ value: YAMLValue) -> String? {
    guard let url = value.url() else { return nil }
    let rest = url.replacing(RevisionHistory.placeholder, with: "")
    guard rest != url else {
      value.report(
        "has no place for the day", remedy: "write {date} where the address needs it: ...&rvstart={date}T23:59:59Z")
      return nil
    }
    if let open = rest.firstIndex(of: "{") {
      let word = rest[open...].prefix { $0 != "}" } + "}"
      value.report("unknown placeholder '\(word)'", remedy: "write {date}, or %7B and %7D for plain braces")
      return nil
    }
    return url
  }

  private func address(_ map: YAMLMap) -> FetchPlan.Address? {
    switch (map["url"], map["discover"]) {
    case (let url?, nil): return addresses(url, map)
    case (nil, let discover?):
      guard let parts = YAMLMap(discover, keys: ["page", "link", "ignore"]) else { return nil }
      let page = parts.required("page")?.url()
      let link = parts.required("link")?.pattern()
      guard let page, let link else { return nil }
      return .discovered(page: page, link: link)
    case (nil, nil):
      map.file.report(
        line: map.value.keyLine, "fetch: neither 'url' nor 'discover' is given",
        remedy: "add 'url: https://...', or 'discover: {page: ..., link: ...}' where the file's name changes")
    case (_?, let discover?):
      discover.report("is given together with 'url'", remedy: "keep one of the two")
    }
    return nil
  }

  /// Expressions or parts of addresses; each must be readable as an expression.
  private func ignored(_ value: YAMLValue) -> [String] {
    let texts = value.texts(orOne: true) ?? []
    for text in texts {
      do { _ = try Regex(text) } catch {
        value.report(
          "'\(text)' is not a regular expression: \(error)",
          remedy: "correct it; in single quotes YAML leaves \\ alone")
      }
      value.reportEndless(text)
    }
    return texts
  }

  private func paging(_ value: YAMLValue) -> Paging? {
    let shared = ["total_at", "version_header"]
    let own = [
      "page": ["by", "parameter", "first", "last_at"], "offset": ["by", "parameter", "size"],
      "next": ["by", "next_at"],
      "link": ["by"],
      "cursor": ["by", "parameter", "next_at"],
    ]
    let allKeys = ["by", "parameter", "first", "last_at", "size", "next_at"] + shared
    let kinds = ["page", "offset", "next", "link", "cursor"]
    guard let by = YAMLMap(value, keys: allKeys)?.required("by")?.choice(kinds) else { return nil }
    let keys = (own[by] ?? []) + shared
    guard let map = YAMLMap(again: value) else { return nil }
    for entry in map.entries where allKeys.contains(entry.key) && !keys.contains(entry.key) {
      map.file.report(
        line: entry.line, "fetch.paging: '\(entry.key)' does not go with 'by: \(by)'",
        remedy: "remove it. The keys here are: \(keys.joined(separator: ", "))")
    }
    if by == "link" { return .link }
    if by == "next" { return map.required("next_at")?.pointer().map { .next(at: $0) } }
    let parameter = map.text("parameter")
    if by == "cursor" { return map.required("next_at")?.pointer().map { .cursor(parameter: parameter, at: $0) } }
    if by == "page" {
      let first = map["first"]?.integer(in: 0...1_000_000) ?? 1
      return map.required("last_at")?.pointer().map { .page(parameter: parameter, first: first, lastAt: $0) }
    }
    return map.required("size")?.integer(in: 1...10_000_000).map { .offset(parameter: parameter, size: $0) }
  }

  private func pageChecks(_ value: YAMLValue) -> PageChecks {
    guard let map = YAMLMap(again: value) else { return PageChecks() }
    var checks = PageChecks(totalAt: map["total_at"]?.pointer())
    if let header = map["version_header"], let name = header.text() {
      checks.versionHeader = name
      let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
      if !name.allSatisfy(allowed.contains) {
        header.report("'\(name)' is not the name of a header", remedy: "write it alone, without value and colon")
      }
    }
    return checks
  }

  private func expectation(_ value: YAMLValue) -> Expectation {
    var expect = Expectation(types: [], startsWith: nil, maxBytes: Self.defaultMaxBytes)
    guard let map = YAMLMap(value, keys: ["type", "starts_with", "max_bytes"]) else { return expect }
    if let types = map["type"], let texts = types.texts(orOne: true) {
      for text in texts where !isMediaType(text) {
        types.report("'\(text)' is not a media type", remedy: "write it in lower case and without parameters: text/csv")
      }
      expect.types = texts
    }
    expect.startsWith = map["starts_with"]?.text()
    if let size = map["max_bytes"]?.size() { expect.maxBytes = size }
    return expect
  }

  func isMediaType(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789.+-_")
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(allowed.contains) }
  }
}
