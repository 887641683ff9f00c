import CCurl
import Manifest
import Model
import System
import Words

/// The context of one request, from which its problems are made.
struct Asking {
  /// The dataset.
  var name: String
  /// The requested address.
  var url: String
  /// The address that redirects have led to so far.
  var redirectedTo: String?

  /// The command to retry.
  var again: String
  /// The whole answer must come within so many seconds, where that is less than the configuration's time; nil for the configuration's.
  var patience: Double?

  /// What the request says beside its address.
  var form = RequestForm.plain
  /// Takes keys out of a text.
  var masked: @Sendable (String) -> String = { $0 }

  /// Whether a redirect is followed only where robots.txt allows the address that it leads to.
  var obeysRobots = false

  /// - Parameter again: nil is `soundings run DATASET`.
  init(name: String, url: String, again: String? = nil) {
    self.name = name
    self.url = url
    self.again = again ?? "soundings run \(name)"
  }

  /// The host that should answer.
  var host: String { WebAddress.host(ofHTTPS: redirectedTo ?? url) ?? url }

  func failure(_ cause: FetchFailure.Cause, _ what: String, remedy: String) -> FetchFailure {
    let address = redirectedTo.map { "\(url) (redirected to \($0))" } ?? url
    return FetchFailure(
      problem: Problem(.failed, at: name, masked(oneLine("\(address): \(what)")), remedy: remedy), cause: cause)
  }

  /// The failure for a response that is not what the manifest says.
  func unexpected(_ what: String, mayPass: Bool = false) -> AttemptFailure {
    let remedy =
      "look at the address in a browser. If the publisher changed it, correct 'fetch' in \(name)'s dataset.yaml; "
      + "if only this answer is bad, the last good edition stays in use, and later: \(again)"
    return AttemptFailure(failure(.badAnswer, what, remedy: remedy), mayPass: mayPass)
  }

  /// What to do where a publisher refuses a program of this name.
  var refusalRemedy: String {
    "the publisher refuses this program's name: set hosts: {\(host): {user_agent: ...}} in Config/soundings.yaml (with a "
      + "contact; some want a browser-like name), then: \(again)"
  }

  func tooLong(_ limit: Int) -> AttemptFailure {
    AttemptFailure(
      failure(
        .badAnswer, "the body is longer than the \(NumberText.grouped(limit)) bytes that are allowed",
        remedy: "if the file has really grown, raise 'fetch.expect.max_bytes' in \(name)'s dataset.yaml, then: \(again)"
      ))
  }

  func bodyFailure(_ failure: BodyFailure, limit: Int) -> AttemptFailure {
    switch failure {
    case .tooLong: tooLong(limit)
    case .cutOff(let what): unexpected(what, mayPass: true)
    case .damaged(let what): unexpected(what)
    case .notTheRest: unexpected("what came is not the rest of what was there", mayPass: true)
    case .disk(let file):
      AttemptFailure(
        self.failure(
          .machine, "\(file.problem.place) \(file.problem.what)", remedy: "\(file.problem.remedy); then: \(again)"))
    }
  }

  /// The failure that curl reports.
  ///
  /// - Parameter hasStatus: the answer had begun.
  func curlFailure(
    _ end: Connection.End, configuration: Configuration, limit: Int, hasStatus: Bool = false
  ) -> AttemptFailure {
    let waitAndSee = "the last good edition stays in use; check the network, then: \(again)"
    func unreachable(_ what: String, _ remedy: String, mayPass: Bool) -> AttemptFailure {
      AttemptFailure(failure(.unreachable, what, remedy: remedy), mayPass: mayPass)
    }
    let (code, text) = (end.code, end.text)
    if end.proxyStatus >= 300 {
      return unreachable("the proxy refused the request: \(text)", proxyRemedy(configuration), mayPass: false)
    }
    // With a proxy, curl itself connects to nothing else.
    if let proxy = ProxyInUse.name(for: host, configuration), isAboutConnecting(code, text) {
      return unreachable(
        "could not connect to the proxy \(proxy): \(text)", "start the proxy, or " + proxyRemedy(configuration),
        mayPass: code == CURLE_OPERATION_TIMEDOUT)
    }
    // Nor did anybody else speak before the proxy said that the way is open.
    if let proxy = ProxyInUse.name(for: host, configuration), ProxyInUse.answersByStatus(for: host, configuration),
      end.isNewConnection, end.proxyStatus == 0, [CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING].contains(code)
    {
      return unreachable(
        "the proxy \(proxy) broke the connection: \(text)", "look after the proxy, or " + proxyRemedy(configuration),
        mayPass: true)
    }
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      return unreachable("could not resolve the name \(host)", waitAndSee, mayPass: false)
    case CURLE_COULDNT_RESOLVE_PROXY:
      return unreachable("could not resolve the name of the proxy", proxyRemedy(configuration), mayPass: false)
    case CURLE_COULDNT_CONNECT:
      // curl has one code for a refused connection and for a timeout; only a timeout may be temporary.
      let isTimeout = text.lowercased().contains("timed out") || text.lowercased().contains("timeout")
      return unreachable("could not connect: \(text)", waitAndSee, mayPass: isTimeout)
    case CURLE_OPERATION_TIMEDOUT:
      return unreachable(
        "timed out: \(text)", waitAndSee + "; the limits are 'timeouts' in Config/soundings.yaml", mayPass: true)
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
      // A connection that breaks during the handshake has the same code as an untrusted one.
      // Only the message distinguishes them: curl's error number is of the connection, not of the handshake.
      let isBroken = code == CURLE_SSL_CONNECT_ERROR && ["reset", "SSL_ERROR_SYSCALL"].contains { text.contains($0) }
      return unreachable(
        "no trusted connection: \(text)",
        "certificates are always verified. Check the machine's clock and its package ca-certificates; behind a proxy "
          + "that opens connections, name its authority as 'ca_file' in Config/soundings.yaml",
        mayPass: isBroken)
    case CURLE_SSL_CACERT_BADFILE:
      let file = configuration.caFile ?? "the system's certificate authorities"
      return AttemptFailure(
        failure(.machine, "cannot read \(file): \(text)", remedy: "correct 'ca_file' in Config/soundings.yaml"))
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      return unreachable("the connection broke: \(text)", waitAndSee, mayPass: true)
    case CURLE_FILESIZE_EXCEEDED:
      return tooLong(limit)
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_LOGIN_DENIED, CURLE_WEIRD_SERVER_REPLY:
      return unexpected(
        text.contains("HTTP/0.9") || code == CURLE_WEIRD_SERVER_REPLY
          ? "the publisher's answer is not HTTP: \(text)" : "this address cannot be fetched: \(text)")
    // curl has one code for a header that is longer than it accepts and for a machine without memory.
    case CURLE_OUT_OF_MEMORY where hasStatus:
      return unexpected("the header of the publisher's answer has a line that is too long, or too many lines")
    case CURLE_OUT_OF_MEMORY:
      return AttemptFailure(
        failure(
          .machine, "this machine has no memory left for the request", remedy: "end other programs, then: \(again)"))
    case CURLE_PROXY:
      return unreachable("the proxy refused the request: \(text)", proxyRemedy(configuration), mayPass: false)
    default:
      return unreachable(
        "the request failed; libcurl calls it error \(code.rawValue), '\(text)'", waitAndSee, mayPass: false)
    }
  }

  private func isAboutConnecting(_ code: CURLcode, _ text: String) -> Bool {
    let text = text.lowercased()
    switch code {
    case CURLE_COULDNT_CONNECT: return true
    case CURLE_OPERATION_TIMEDOUT: return text.contains("connect") && !text.contains("ssl")
    default: return text.contains("proxy connect")
    }
  }

  private func proxyRemedy(_ configuration: Configuration) -> String {
    configuration.proxy == nil
      ? "correct https_proxy in the environment, or set 'proxy' in Config/soundings.yaml"
      : "correct 'proxy' in Config/soundings.yaml"
  }
}
