import FoundationEssentials
import Glibc
import Manifest

/// A stand-in for the publishers, for tests: HTTPS on loopback under their real names, with their quirks and faults.
///
/// The server is `server.py` beside this file (its top describes the routes); it ends with the test process, whatever
/// happens. A client is pointed to it with ``configuration(contact:adjust:)`` or, for the real program, with the lines
/// of ``yaml``: `connect_to` pins each host to the server, and `ca_file` names its authority.
///
/// It lives as long as the value does: a test that keeps only the port must hold it with `withExtendedLifetime`.
package final class StandIn: Sendable {
  /// The default hosts of the certificate.
  package static let publishers = [
    "www.cbp.gov", "data.cdc.gov", "en.wikipedia.org", "api.unhcr.org", "api.worldbank.org", "localhost",
  ]

  /// Whether this machine has what the stand-in needs; for `.enabled(if: StandIn.isPossible, "needs python3 and openssl")`.
  package static let isPossible = isOnPath("python3") && isOnPath("openssl")

  package let hosts: [String]
  package let port: Int
  /// The authority that signed the server's certificate.
  package let caFile: String
  /// A private folder for routes, log, certificates, and files that a test serves. Removed by ``stop()``.
  package let folder: String

  private let process: pid_t
  private let standardInput: Int32
  private let standardOutput: Int32

  /// Starts a server; throws a ``Failure`` with its output if it does not start.
  package init(_ routes: [Route] = [], hosts: [String] = StandIn.publishers) throws {
    var template = Array("/tmp/stand-in-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure("no temporary folder") }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.hosts = hosts
    try StandIn.write(routes, in: folder)
    let server = "\(#filePath)".split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/server.py"
    let child = try ChildProcess.start(["python3", server, folder] + hosts)
    process = child.process
    standardInput = child.standardInput
    standardOutput = child.standardOutput
    struct Ready: Decodable { var port: Int, ca_file: String }
    guard let line = child.firstLine(), let ready = try? JSONDecoder().decode(Ready.self, from: Data(line)) else {
      close(standardInput)
      close(standardOutput)
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
      throw Failure("server.py did not come up; its message is on standard error")
    }
    port = ready.port
    caFile = ready.ca_file
  }

  deinit {
    // Closing its input tells the server to end; SIGKILL makes sure that nobody waits for it.
    close(standardInput)
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    close(standardOutput)
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Replaces the routes; the next request uses the new ones, and `times` starts again.
  package func serve(_ routes: [Route]) throws { try StandIn.write(routes, in: folder) }

  /// The requests so far, in order.
  ///
  /// - Parameter robots: those for robots.txt too, which precede the first request of discovery to a host.
  package func requests(robots: Bool = false) throws -> [Request] {
    let decoder = JSONDecoder()
    let log = try String(decoding: Data(contentsOf: URL(filePath: folder + "/requests.jsonl")), as: UTF8.self)
    return try log.split(separator: "\n").map { try decoder.decode(Request.self, from: Data($0.utf8)) }
      .filter { robots || $0.path != "/robots.txt" }
  }

  /// Waits until the requests so far are those that a test waits for; false if none came for a minute.
  ///
  /// The server announces each request on its standard output, so this waits for the request itself. For one thread at a time.
  package func wait(until isEnough: ([Request]) throws -> Bool) throws -> Bool {
    while try !isEnough(requests()) {
      var output = pollfd(fd: standardOutput, events: Int16(POLLIN), revents: 0)
      guard poll(&output, 1, 60_000) == 1 else { return false }
      var bytes = [UInt8](repeating: 0, count: 4096)
      guard read(standardOutput, &bytes, bytes.count) > 0 else { return false }
    }
    return true
  }

  /// A configuration that points every host of the certificate to this server.
  package func configuration(
    contact: String = "tests@example.org", adjust: (inout Configuration) -> Void = { _ in }
  ) -> Configuration {
    var configuration = Configuration(contact: contact, caFile: caFile)
    for host in hosts { configuration.hosts[host] = HostConfiguration(connectTo: "127.0.0.1:\(port)") }
    adjust(&configuration)
    return configuration
  }

  /// The same configuration as lines of a `Config/soundings.yaml`.
  package var yaml: String {
    let pins = hosts.map { "  \($0): {connect_to: \"127.0.0.1:\(port)\"}\n" }.joined()
    return "contact: tests@example.org\nca_file: \(caFile)\nhosts:\n\(pins)"
  }

  package struct Failure: Error, CustomStringConvertible {
    package var description: String
    init(_ description: String) { self.description = "stand-in: " + description }
  }

  /// A request as the server saw it.
  package struct Request: Decodable, Sendable {
    package var time: Double
    package var host: String
    package var path: String
    /// Decoded.
    package var query: [String: String]
    /// Path and query as received.
    package var target: String
    package var method: String
    /// The body of a POST.
    package var sent: String
    /// Requests over one connection have the same number.
    package var connection: Int
    /// Names in lower case.
    package var headers: [String: String]
  }

  /// Written under another name and renamed, so that the server never reads half a file.
  private static func write(_ routes: [Route], in folder: String) throws {
    let data = try JSONEncoder().encode(routes)
    try data.write(to: URL(filePath: folder + "/routes.new"))
    guard rename(folder + "/routes.new", folder + "/routes.json") == 0 else {
      throw Failure("routes cannot be written")
    }
  }

  private static func isOnPath(_ name: String) -> Bool {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
  }
}
