import Manifest
import Model
import Testing

@Suite struct ConfigurationTests {
  let workspace = Workspace()

  private static let good = """
    data: /var/soundings
    pipelines: Pipelines
    contact: data-desk@example.org
    ca_file: /etc/ssl/ca.crt
    proxy: http://proxy.example:3128
    timeouts: {connect_seconds: 5, stall_seconds: 1.5, total_seconds: 60}
    retries: 0
    hosts:
      www.cbp.gov:
        connect_to: "127.0.0.1:8443"
        user_agent: "Mozilla/5.0 (compatible; Soundings/{version}; +{contact})"
        http_version: 1.1
        minimum_interval_seconds: 1
      en.wikipedia.org: {http_version: "2", ignore_robots: web team by mail of 2026-05-04}
    """

  private func load(_ text: String) throws -> Configuration {
    try Configuration.load(path: workspace.write("soundings.yaml", text))
  }

  @Test func readsEverything() throws {
    let expected = Configuration(
      data: "/var/soundings", pipelines: "Pipelines", contact: "data-desk@example.org", caFile: "/etc/ssl/ca.crt",
      proxy: "http://proxy.example:3128", connectTimeoutSeconds: 5, stallTimeoutSeconds: 1.5, totalTimeoutSeconds: 60,
      retries: 0,
      hosts: [
        "www.cbp.gov": HostConfiguration(
          connectTo: "127.0.0.1:8443", userAgent: "Mozilla/5.0 (compatible; Soundings/{version}; +{contact})",
          httpVersion: "1.1", minimumIntervalSeconds: 1),
        "en.wikipedia.org": HostConfiguration(httpVersion: "2", ignoreRobots: "web team by mail of 2026-05-04"),
      ])
    #expect(try load(Self.good) == expected)
  }

  @Test func secrets() throws {
    let found = try load(
      "secrets:\n  census_key: {host: api.census.gov, env: CENSUS_KEY}\n  acled: {host: acleddata.com, file: /run/key}\n"
    )
    #expect(
      found.secrets == [
        "census_key": SecretSource(place: .environment("CENSUS_KEY"), host: "api.census.gov"),
        "acled": SecretSource(place: .file("/run/key"), host: "acleddata.com"),
      ])
    func what(_ text: String) -> String? { #expect(throws: Problem.self) { try load("secrets: {\(text)}") }?.what }
    #expect(what("Key: {host: a.org, env: K}") == "secrets: 'Key' is not the name of a secret")
    #expect(what("key: {host: 'https://a.org', env: K}") == "secrets.key.host: 'https://a.org' is not a host's name")
    #expect(what("key: {host: a.org}") == "secrets.key: needs either 'env' or 'file'")
    #expect(what("key: {host: a.org, file: key.txt}") == "secrets.key.file: 'key.txt' is not the whole path of a file")
    #expect(what("key: {env: K}") == "secrets.key: the key 'host' is missing")
    #expect(what("key: {host: a.org, env: K, value: x}") == "unknown key 'value' in secrets.key")
  }

  @Test func whatIsNotGivenKeepsItsDefault() throws {
    #expect(try load("# nothing\n") == Configuration())
    #expect(try load("retries: 5\n") == Configuration(retries: 5))
  }

  @Test(arguments: ["[::1]:8443", "[2001:db8::7]", "localhost", "stand-in.example:443", "10.0.0.1"])
  func addresses(text: String) throws {
    let configuration = try load("hosts: {a.org: {connect_to: '\(text)'}}")
    #expect(configuration.hosts["a.org"]?.connectTo == text)
  }

  private static let addressRemedy = "write it like 127.0.0.1:8443; an IPv6 address in brackets: '[::1]:8443'"

  @Test(arguments: [
    Spoiled(
      "data:", "date:", says: ":1: unknown key 'date'",
      remedy:
        "did you mean 'data'? The keys here are: data, pipelines, contact, ca_file, proxy, timeouts, retries, hosts, web_archive, "
        + "secrets, sign_off"
    ),
    Spoiled(
      "stall_seconds", "stalled", says: ":6: unknown key 'stalled' in timeouts",
      remedy: "The keys here are: connect_seconds, stall_seconds, total_seconds, dataset_seconds, run_seconds"),
    Spoiled(
      "connect_seconds: 5", "connect_seconds: 0", says: ":6: timeouts.connect_seconds: 0 is less than 0.1",
      remedy: "write a number from 0.1 to 86400"),
    Spoiled(
      "retries: 0", "retries: often", says: ":7: retries: expected a whole number, found 'often'",
      remedy: "write retries as a whole number"),
    Spoiled(
      "127.0.0.1:8443", "::1", says: ":10: hosts.www.cbp.gov.connect_to: '::1' is not HOST or HOST:PORT",
      remedy: addressRemedy),
    Spoiled(
      "127.0.0.1:8443", "here:99999", says: ":10: hosts.www.cbp.gov.connect_to: 'here:99999' is not HOST or HOST:PORT",
      remedy: addressRemedy),
    Spoiled(
      "127.0.0.1:8443", "[::1", says: ":10: hosts.www.cbp.gov.connect_to: '[::1' is not HOST or HOST:PORT",
      remedy: addressRemedy),
    Spoiled(
      "127.0.0.1:8443", "https://x", says: ":10: hosts.www.cbp.gov.connect_to: 'https://x' is not HOST or HOST:PORT",
      remedy: addressRemedy),
    Spoiled(
      "http_version: 1.1", "http_version: 3", says: ":12: hosts.www.cbp.gov.http_version: '3' is not one of 1.1, 2",
      remedy: "Write one of: 1.1, 2"),
    Spoiled(
      "web team by mail of 2026-05-04", "'true'",
      says: ":14: hosts.en.wikipedia.org.ignore_robots: 'true' does not say why the host's robots.txt is not to count",
      remedy:
        "write who allowed it, and when: ignore_robots: \"web team, by mail of 2026-05-04\"; or remove the line"),
    Spoiled(
      "en.wikipedia.org:", "https://en.wikipedia.org:",
      says: ":14: hosts: 'https://en.wikipedia.org' is not a host's name",
      remedy: "write the name alone, in lower case, without https:// and port: www.example.org"),
    Spoiled(
      "proxy: http://proxy.example:3128", "data: x", says: ":5: key 'data' is given twice, first on line 1",
      remedy: "keep one of the two"),
    Spoiled(
      "contact: data-desk@example.org", "contact:", says: ":3: contact: has no value",
      remedy: "write a text there, or remove the key"),
  ])
  func mistakes(_ spoiled: Spoiled) throws {
    let path = workspace.write("soundings.yaml", spoiled.spoil(Self.good))
    let problem = #expect(throws: Problem.self) { try Configuration.load(path: path) }
    #expect(problem?.description == spoiled.expected(in: path))
    #expect(problem?.kind == .badInput)
  }

  @Test func theExamplesContactIsWarnedOf() throws {
    #expect(try load(Self.good).contactWarning?.contains("is still the example's, data-desk@example.org: ") == true)
    #expect(try load("retries: 1\n").contactWarning?.contains("the contact is not given: ") == true)
    #expect(try load("contact: someone@desk.example\n").contactWarning == nil)
  }

  @Test func aMissingFileIsSaid() throws {
    let problem = #expect(throws: Problem.self) { try Configuration.load(path: "/nowhere/soundings.yaml") }
    #expect(
      problem?.description == """
        /nowhere/soundings.yaml: there is no such file
        -> name another with --config FILE, or write one: 'contact: you@example.org' is enough
        """)
  }
}
