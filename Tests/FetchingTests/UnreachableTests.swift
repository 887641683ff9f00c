import Manifest
import Model
import StandIn
import System
import TestTools
import Testing

@testable import Fetching

@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct UnreachableTests {
  private func failure(_ url: String, adjust: (inout Configuration) -> Void) throws -> (FetchFailure?, TestClient) {
    let client = try TestClient([Route("www.cbp.gov", "/x", "x,y\n")], adjust: adjust)
    return (client.failure(url), client)
  }

  @Test func anUnknownAuthorityIsNotTrusted() throws {
    let (failure, client) = try failure("https://www.cbp.gov/x") { configuration in configuration.caFile = nil }
    #expect(failure?.isUnreachable == true)
    #expect(failure?.problem.what.contains("no trusted connection") == true, "\(String(describing: failure))")
    #expect(try client.standIn.requests().isEmpty)
  }

  /// The server's authority is a different one of the same name: the signature counts, not the name.
  @Test func anotherAuthorityIsNotTrusted() throws {
    let other = try StandIn([Route("www.cbp.gov", "/x", "x,y\n")])
    let (failure, _) = try failure("https://www.cbp.gov/x") { configuration in
      configuration.hosts["www.cbp.gov"]?.connectTo = "127.0.0.1:\(other.port)"
    }
    #expect(failure?.isUnreachable == true)
    #expect(failure?.problem.what.contains("no trusted connection") == true, "\(String(describing: failure))")
    #expect(try other.requests().isEmpty)
  }

  @Test func aCertificateForAnotherNameIsNotTrusted() throws {
    let client = try TestClient([Route("www.cbp.gov", "/x", "x")], hosts: ["data.cdc.gov"]) {
      $0.hosts["www.cbp.gov"] = $0.hosts["data.cdc.gov"]
    }
    let failure = client.failure("https://www.cbp.gov/x")
    #expect(failure?.isUnreachable == true)
    #expect(failure?.problem.what.contains("www.cbp.gov") == true && failure?.problem.what.contains("trusted") == true)
  }

  @Test func aMissingAuthorityFileIsOurFault() throws {
    let (failure, _) = try failure("https://www.cbp.gov/x") { configuration in configuration.caFile = "/no/such/ca.pem"
    }
    #expect(failure?.cause == .machine)
    #expect(failure?.problem.what.contains("/no/such/ca.pem") == true)
    #expect(failure?.problem.remedy.contains("ca_file") == true)
  }

  @Test func aClosedPortIsNotTriedAgain() throws {
    // Port 1 of loopback: nothing listens there.
    let (failure, client) = try failure("https://www.cbp.gov/x") { configuration in
      configuration.hosts["www.cbp.gov"]?.connectTo = "127.0.0.1:1"
    }
    #expect(failure?.isUnreachable == true)
    #expect(failure?.problem.what.contains("could not connect") == true)
    #expect(client.log.filter { $0.contains("GET") }.count == 1)
  }

  @Test func aProxyThatRefusesIsNamed() throws {
    let proxy = Listener(answer: "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
    let (failure, client) = try failure("https://elsewhere.example/x") { $0.proxy = "http://127.0.0.1:\(proxy.port)" }
    #expect(failure?.isUnreachable == true)
    #expect(
      failure?.problem.what.contains("the proxy refused the request") == true, "\(String(describing: failure))")
    #expect(failure?.problem.remedy.contains("'proxy' in Config/soundings.yaml") == true)
    #expect(client.log.filter { $0.contains("GET") }.count == 1)
  }

  @Test(arguments: [1, Listener.silent.port])
  func aDeadProxyIsNamed(_ port: Int) throws {
    let (failure, _) = try failure("https://elsewhere.example/x") {
      $0.proxy = "http://desk:secret@127.0.0.1:\(port)/"
      $0.connectTimeoutSeconds = 1
      $0.retries = 0
    }
    #expect(failure?.isUnreachable == true)
    let what = try #require(failure?.problem.what)
    #expect(what.contains("could not connect to the proxy 127.0.0.1:\(port): "), "\(what)")
    #expect(!what.contains("secret"))
    #expect(failure?.problem.remedy == "start the proxy, or correct 'proxy' in Config/soundings.yaml")
  }

  @Test func aProxyThatBreaksTheConnectionIsNamed() throws {
    let proxy = Listener(answer: "", breaks: true)
    let (failure, _) = try failure("https://elsewhere.example/x") {
      $0.proxy = "http://127.0.0.1:\(proxy.port)"
      $0.retries = 0
    }
    #expect(failure?.isUnreachable == true)
    let what = try #require(failure?.problem.what)
    #expect(what.contains("the proxy 127.0.0.1:\(proxy.port) broke the connection: "), "\(what)")
    #expect(failure?.problem.remedy == "look after the proxy, or correct 'proxy' in Config/soundings.yaml")
  }

  @Test func theProxyIsTheOneThatCurlUses() {
    var configuration = Configuration()
    func name(_ host: String, _ environment: [String: String] = [:]) -> String? {
      ProxyInUse.name(for: host, configuration) { environment[$0] }
    }
    #expect(name("a.gov") == nil)
    #expect(name("a.gov", ["HTTPS_PROXY": "http://p:8080"]) == "p:8080")
    #expect(name("a.gov", ["https_proxy": "http://u:w@q:1", "HTTPS_PROXY": "http://p:8080"]) == "q:1")
    #expect(name("a.gov", ["all_proxy": "socks5://s:1080/"]) == "s:1080")
    #expect(!ProxyInUse.answersByStatus(for: "a.gov", configuration) { $0 == "all_proxy" ? "SOCKS5://s:1080/" : nil })
    #expect(ProxyInUse.answersByStatus(for: "a.gov", configuration) { $0 == "all_proxy" ? "s:1080" : nil })
    #expect(name("a.gov", ["https_proxy": "p", "no_proxy": "b.gov, .a.gov"]) == nil)
    #expect(name("x.a.gov", ["https_proxy": "p", "no_proxy": "a.gov"]) == nil)
    #expect(name("xa.gov", ["https_proxy": "p", "no_proxy": "a.gov"]) == "p")
    #expect(name("a.gov", ["https_proxy": "p", "NO_PROXY": "*"]) == nil)
    configuration.proxy = "http://own:1"
    #expect(name("a.gov", ["https_proxy": "p"]) == "own:1")
    configuration.hosts["a.gov"] = HostConfiguration(connectTo: "127.0.0.1:1")
    #expect(name("a.gov") == nil)
  }

  @Test func anUnknownHostIsNotTriedAgain() throws {
    let (failure, client) = try failure("https://no-such-host.invalid/x") { _ in }
    #expect(failure?.isUnreachable == true)
    #expect(failure?.problem.what.contains("could not resolve the name no-such-host.invalid") == true)
    #expect(client.log.filter { $0.contains("GET") }.count == 1)
  }

  @Test(arguments: ["http://www.cbp.gov/x", "file:///etc/passwd", "not an address", "https://", ""])
  func onlyHTTPSIsFetched(_ url: String) throws {
    let fetcher = Fetcher(
      configuration: Configuration(), version: "1", temporaryFolder: "/tmp", clock: TestClient.clock,
      shouldStop: { false },
      log: { _ in })
    let failure = #expect(throws: FetchFailure.self) {
      try fetcher.download(url: url, name: "d", expect: .anything, validators: nil)
    }
    #expect(failure?.problem.what.contains("this is not an https address") == true)
  }
}
