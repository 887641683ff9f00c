import Model

extension Configuration {
  /// Reads `Config/soundings.yaml`. Throws the first mistake as a ``Problem``; keys that are not given keep their
  /// default.
  package static func load(path: String) throws -> Configuration {
    let reader = ConfigurationReader(file: SourceFile(path))
    let configuration = reader.read()
    if let first = reader.file.problems.first { throw first }
    return configuration
  }
}

private struct ConfigurationReader {
  let file: SourceFile

  func read() -> Configuration {
    var configuration = Configuration()
    let remedy = "name another with --config FILE, or write one: 'contact: you@example.org' is enough"
    guard let text = file.text(remedyIfMissing: remedy), let root = YAMLValue.root(of: file, text: text) else {
      return configuration
    }
    let keys = [
      "data", "pipelines", "contact", "ca_file", "proxy", "timeouts", "retries", "hosts", "web_archive", "secrets",
      "sign_off",
    ]
    guard let map = YAMLMap(root, keys: keys) else { return configuration }
    if let data = map["data"]?.text() { configuration.data = data }
    if let pipelines = map["pipelines"]?.text() { configuration.pipelines = pipelines }
    if let contact = map["contact"]?.text() { configuration.contact = contact }
    configuration.caFile = map["ca_file"]?.text()
    configuration.proxy = map["proxy"]?.text()
    if let retries = map["retries"]?.integer(in: 0...20) { configuration.retries = retries }
    readTimeouts(map["timeouts"], into: &configuration)
    if let signOff = map["sign_off"].flatMap({ YAMLMap($0, keys: ["persons"]) }) {
      configuration.signOffPersons = signOff.required("persons")?.integer(in: 1...9)
    }
    readWebArchive(map["web_archive"], into: &configuration)
    if let secrets = map["secrets"].flatMap({ YAMLMap($0, expected: "a mapping of names (census_key: {...})") }) {
      for entry in secrets.entries { configuration.secrets[entry.key] = secret(entry) }
    }
    if let hosts = map["hosts"].flatMap({ YAMLMap($0, expected: "a mapping of hosts (name: {...})") }) {
      for entry in hosts.entries {
        guard let host = host(entry) else { continue }
        configuration.hosts[entry.key] = host
      }
    }
    return configuration
  }

  /// `census_key: {host: api.census.gov, env: CENSUS_KEY}`
  private func secret(_ entry: YAMLMap.Entry) -> SecretSource? {
    if RequestForm.secrets(in: "{secret:\(entry.key)}").isEmpty {
      file.report(
        line: entry.line, "secrets: '\(entry.key)' is not the name of a secret",
        remedy: "write it with lower-case letters, digits and _: census_key")
    }
    guard let map = YAMLMap(entry.value, keys: ["host", "env", "file"]) else { return nil }
    guard let host = map.required("host")?.text() else { return nil }
    checkHost(host, line: map["host"]?.line ?? entry.line, "secrets.\(entry.key).host")
    switch (map["env"], map["file"]) {
    case (let variable?, nil): return variable.text().map { SecretSource(place: .environment($0), host: host) }
    case (nil, let path?):
      guard let text = path.text() else { return nil }
      if !text.hasPrefix("/") { path.report("'\(text)' is not the whole path of a file", remedy: "begin it with /") }
      return SecretSource(place: .file(text), host: host)
    default:
      file.report(
        line: entry.line, "secrets.\(entry.key): needs either 'env' or 'file'",
        remedy: "write where the key is, never the key itself: env: NAME_OF_A_VARIABLE, or file: /path")
      return nil
    }
  }

  private func readTimeouts(_ value: YAMLValue?, into configuration: inout Configuration) {
    let keys = ["connect_seconds", "stall_seconds", "total_seconds", "dataset_seconds", "run_seconds"]
    guard let value, let map = YAMLMap(value, keys: keys) else { return }
    let range = 0.1...86_400
    if let seconds = map["connect_seconds"]?.number(in: range) { configuration.connectTimeoutSeconds = seconds }
    if let seconds = map["stall_seconds"]?.number(in: range) { configuration.stallTimeoutSeconds = seconds }
    if let seconds = map["dataset_seconds"]?.number(in: range) { configuration.datasetTimeoutSeconds = seconds }
    if let seconds = map["run_seconds"]?.number(in: range) { configuration.runTimeoutSeconds = seconds }
    if let seconds = map["total_seconds"]?.number(in: range) { configuration.totalTimeoutSeconds = seconds }
  }

  private func readWebArchive(_ value: YAMLValue?, into configuration: inout Configuration) {
    guard let value, let map = YAMLMap(value, keys: ["index", "capture", "pause_seconds"]) else { return }
    if let index = map["index"].flatMap({ template($0, with: ["{url}"]) }) { configuration.webArchive.index = index }
    if let capture = map["capture"].flatMap({ template($0, with: ["{timestamp}", "{url}"]) }) {
      configuration.webArchive.capture = capture
    }
    if let pause = map["pause_seconds"]?.number(in: 0...3600) { configuration.webArchive.pauseSeconds = pause }
  }

  /// An https address with places to be filled.
  private func template(_ value: YAMLValue, with places: [String]) -> String? {
    guard let text = value.text() else { return nil }
    let missing = places.filter { !text.contains($0) }
    if text.hasPrefix("https://"), missing.isEmpty { return text }
    value.report(
      text.hasPrefix("https://")
        ? "'\(text)' has no \(missing.joined(separator: " and no "))" : "'\(text)' is not an https address",
      remedy: "write it with \(places.joined(separator: " and ")), like the one for the Internet Archive: "
        + (places.count == 1 ? WebArchive.internetArchive.index : WebArchive.internetArchive.capture))
    return nil
  }

  private func host(_ entry: YAMLMap.Entry) -> HostConfiguration? {
    checkHost(entry.key, line: entry.line, "hosts")
    let keys = ["connect_to", "user_agent", "http_version", "minimum_interval_seconds", "ignore_robots"]
    guard let map = YAMLMap(entry.value, keys: keys) else { return nil }
    return HostConfiguration(
      connectTo: map["connect_to"].flatMap(address),
      userAgent: map["user_agent"]?.text(),
      httpVersion: map["http_version"]?.choice(["1.1", "2"]),
      minimumIntervalSeconds: map["minimum_interval_seconds"]?.number(in: 0...3600) ?? 0,
      ignoreRobots: map["ignore_robots"].flatMap(reason))
  }

  private func checkHost(_ name: String, line: Int, _ place: String) {
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789.-")
    guard name.isEmpty || !name.allSatisfy(allowed.contains) else { return }
    file.report(
      line: line, "\(place): '\(name)' is not a host's name",
      remedy: "write the name alone, in lower case, without https:// and port: www.example.org")
  }

  /// Why a publisher's wish does not count. A bare "true" would say nothing to the next person.
  private func reason(_ value: YAMLValue) -> String? {
    guard let text = value.text() else { return nil }
    if text.contains(" ") { return text }
    value.report(
      "'\(text)' does not say why the host's robots.txt is not to count",
      remedy: "write who allowed it, and when: ignore_robots: \"web team, by mail of 2026-05-04\"; or remove the line")
    return nil
  }

  /// HOST or HOST:PORT; an IPv6 address must be in brackets, because of its colons.
  private func address(_ value: YAMLValue) -> String? {
    guard let text = value.text() else { return nil }
    var rest = text[...]
    var isSound: Bool
    if rest.hasPrefix("[") {
      let inside = rest.dropFirst().prefix { $0 != "]" }
      isSound = inside.contains(":") && inside.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." || $0 == "%" }
      rest = rest.dropFirst(inside.count + 1)
      isSound = isSound && rest.hasPrefix("]")
      rest = rest.dropFirst()
    } else {
      let host = rest.prefix { $0 != ":" }
      isSound = !host.isEmpty && host.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
      rest = rest.dropFirst(host.count)
    }
    if isSound, !rest.isEmpty {
      let digits = rest.dropFirst()
      let isNumber = !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
      isSound = rest.hasPrefix(":") && isNumber && (1...65_535).contains(Int(digits) ?? 0)
    }
    if isSound { return text }
    value.report(
      "'\(text)' is not HOST or HOST:PORT",
      remedy: "write it like 127.0.0.1:8443; an IPv6 address in brackets: '[::1]:8443'")
    return nil
  }
}
