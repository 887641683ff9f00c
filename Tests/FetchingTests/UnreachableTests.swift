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
