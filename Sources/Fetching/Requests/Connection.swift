import CCurl
import Manifest

/// A curl handle for one host, kept so that the next request can reuse the connection. Used by one thread at a time.
///
/// The handle runs inside its own multi handle, because `curl_easy_perform` may sleep for a whole second at a time, and
/// a run that is asked to stop has only one second in all.
final class Connection {
  /// The parts of a request other than the address.
  struct Request {
    var url: String
    var userAgent: String
    var limit: Int
    var headers: [String]
    /// The body of a POST; nil for a GET.
    var body: String?
    /// The time for the whole answer, where it is less than the configuration's.
    var seconds: Double?
  }

  enum Outcome {
    case stopped
    case ended(End)
  }

  /// How a request ended, in curl's own words.
  struct End {
    var code: CURLcode
    var text: String
    /// What a proxy answered to CONNECT; 0 if none did.
    var proxyStatus = 0
    /// Whether it began with a connection of its own.
    var isNewConnection = false
  }

  private let easy: UnsafeMutableRawPointer
  private let multi: UnsafeMutableRawPointer
  private let message: UnsafeMutablePointer<CChar>

  private static let isReady = soundings_curl_global_init() == CURLE_OK

  init?() {
    guard Connection.isReady, let easy = soundings_curl_easy_init() else { return nil }
    guard let multi = soundings_curl_multi_init() else {
      soundings_curl_easy_cleanup(easy)
      return nil
    }
    self.easy = easy
    self.multi = multi
    message = .allocate(capacity: Int(CURL_ERROR_SIZE))
  }

  deinit {
    soundings_curl_easy_cleanup(easy)
    soundings_curl_multi_cleanup(multi)
    message.deallocate()
  }

  func perform(
    _ request: Request, into transfer: Transfer, configuration: Configuration, host: HostConfiguration,
    shouldStop: () -> Bool
  ) -> Outcome {
    soundings_curl_easy_reset(easy)
    message.pointee = 0
    let headers = list(request.headers)
    let pins = list(pins(configuration))
    defer {
      soundings_curl_slist_free_all(headers)
      soundings_curl_slist_free_all(pins)
    }
    soundings_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, message)
    soundings_curl_set_string(easy, CURLOPT_URL, request.url)
    soundings_curl_set_string(easy, CURLOPT_USERAGENT, request.userAgent)
    soundings_curl_set_string(easy, CURLOPT_ACCEPT_ENCODING, "gzip, br")
    // Decoded by ContentDecoder, which detects a missing end.
    soundings_curl_set_long(easy, CURLOPT_HTTP_CONTENT_DECODING, 0)
    // Copied at once, unlike other texts that curl sends.
    if let body = request.body { soundings_curl_set_string(easy, CURLOPT_COPYPOSTFIELDS, body) }
    if let headers { soundings_curl_set_list(easy, CURLOPT_HTTPHEADER, headers) }
    if let pins { soundings_curl_set_list(easy, CURLOPT_CONNECT_TO, pins) }
    // A body whose announced length is too long is rejected before its first byte; Transfer checks the others.
    soundings_curl_set_size(easy, CURLOPT_MAXFILESIZE_LARGE, Int(request.limit))
    guard setTrust(configuration) else {
      return .ended(End(code: CURLE_NOT_BUILT_IN, text: "this libcurl has no verified TLS"))
    }
    setTransport(configuration, host)
    setPatience(configuration, atMost: request.seconds ?? .infinity)
    let context = Unmanaged.passUnretained(transfer).toOpaque()
    soundings_curl_on_body(easy, onBody, context)
    soundings_curl_on_header(easy, onHeader, context)
    return withExtendedLifetime(transfer) { run(shouldStop) }
  }

  /// TLS is always verified: it cannot be turned off, and no request is made if curl cannot verify.
  private func setTrust(_ configuration: Configuration) -> Bool {
    var codes = [
      soundings_curl_only_https(easy),
      soundings_curl_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1),
      soundings_curl_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2),
      soundings_curl_set_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
    ]
    if let file = configuration.caFile {
      // Replaces the system's authorities.
      codes.append(soundings_curl_set_string(easy, CURLOPT_CAINFO, file))
      codes.append(soundings_curl_set_string(easy, CURLOPT_CAPATH, nil))
    }
    return codes.allSatisfy { $0 == CURLE_OK }
  }

  private func setTransport(_ configuration: Configuration, _ host: HostConfiguration) {
    // A pinned host is connected to directly; otherwise nil makes curl use the environment's https_proxy.
    if host.connectTo != nil {
      soundings_curl_set_string(easy, CURLOPT_PROXY, "")
    } else if let proxy = configuration.proxy {
      soundings_curl_set_string(easy, CURLOPT_PROXY, proxy)
    }
    soundings_curl_set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    // Fetcher follows redirects itself, applying each host's rules.
    soundings_curl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
    soundings_curl_set_long(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
    switch host.httpVersion {
    case "1.1": soundings_curl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    case "2": soundings_curl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    default: break
    }
  }

  private func setPatience(_ configuration: Configuration, atMost limit: Double) {
    func milliseconds(_ seconds: Double) -> Int { max(1, Int(min(seconds, limit) * 1000)) }
    // Otherwise curl's timeouts use SIGALRM, which does not work with threads.
    soundings_curl_set_long(easy, CURLOPT_NOSIGNAL, 1)
    soundings_curl_quick_exit(easy)
    soundings_curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(configuration.connectTimeoutSeconds))
    soundings_curl_set_long(easy, CURLOPT_TIMEOUT_MS, milliseconds(configuration.totalTimeoutSeconds))
    soundings_curl_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, 100)
    soundings_curl_set_long(
      easy, CURLOPT_LOW_SPEED_TIME, max(1, Int(configuration.stallTimeoutSeconds.rounded(.up))))
  }

  private func run(_ shouldStop: () -> Bool) -> Outcome {
    guard soundings_curl_multi_add_handle(multi, easy) == CURLM_OK else {
      return .ended(End(code: CURLE_FAILED_INIT, text: "curl could not start"))
    }
    defer { soundings_curl_multi_remove_handle(multi, easy) }
    var running: Int32 = 1
    while true {
      if shouldStop() { return .stopped }
      guard soundings_curl_multi_perform(multi, &running) == CURLM_OK else {
        return .ended(End(code: CURLE_FAILED_INIT, text: "curl gave up"))
      }
      if running == 0 { break }
      soundings_curl_multi_poll(multi, 100)
    }
    var left: Int32 = 0
    if let entry = soundings_curl_multi_info_read(multi, &left), entry.pointee.msg == CURLMSG_DONE {
      let code = entry.pointee.data.result
      let text = message.pointee == 0 ? String(cString: soundings_curl_easy_strerror(code)) : String(cString: message)
      return .ended(
        End(
          code: code, text: text, proxyStatus: soundings_curl_proxy_status(easy),
          isNewConnection: soundings_curl_connections(easy) > 0))
    }
    return .ended(End(code: CURLE_FAILED_INIT, text: "curl ended without a result"))
  }

  /// All pinned hosts, because a redirect may lead to another one.
  private func pins(_ configuration: Configuration) -> [String] {
    configuration.hosts.sorted { $0.key < $1.key }.compactMap { host, settings in
      guard let target = settings.connectTo else { return nil }
      let hasPort = target.hasPrefix("[") ? target.contains("]:") : target.contains(":")
      return "\(host)::\(target)\(hasPort ? "" : ":")"
    }
  }

  private func list(_ lines: [String]) -> UnsafeMutablePointer<curl_slist>? {
    lines.reduce(nil) { soundings_curl_slist_append($0, $1) }
  }
}

// C calls these on the transfer's thread, so they are plain functions without an actor.

private func onBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  let isWanted = withTransfer(context, bytes: bytes, count: size * count) { $0.receiveBody($1) }
  return isWanted ? size * count : 0
}

private func onHeader(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  withTransfer(context, bytes: bytes, count: size * count) { $0.receiveHeader($1) }
  return size * count
}

private func withTransfer<Result>(
  _ context: UnsafeMutableRawPointer?, bytes: UnsafeMutablePointer<CChar>?, count: Int,
  _ body: (Transfer, UnsafeBufferPointer<UInt8>) -> Result
) -> Result {
  let transfer = Unmanaged<Transfer>.fromOpaque(context!).takeUnretainedValue()
  let start = UnsafeRawPointer(bytes)?.assumingMemoryBound(to: UInt8.self)
  return body(transfer, UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
}
