import Glibc
import Manifest

/// Which proxy curl goes through, by the configuration or by the environment as curl reads it.
enum ProxyInUse {
  typealias Environment = (String) -> String?
  private static func ofProcess(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// The proxy's name and port, without a password; nil if the host is connected to directly.
  static func name(
    for host: String, _ configuration: Configuration, environment: Environment = ProxyInUse.ofProcess
  ) -> String? {
    guard var rest = address(for: host, configuration, environment)?[...] else { return nil }
    if let scheme = rest.range(of: "://") { rest = rest[scheme.upperBound...] }
    if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    return String(rest.prefix { $0 != "/" })
  }

  /// Whether the proxy answers the request for a tunnel by an HTTP status: a SOCKS proxy does not.
  static func answersByStatus(
    for host: String, _ configuration: Configuration, environment: Environment = ProxyInUse.ofProcess
  ) -> Bool {
    address(for: host, configuration, environment).map { !$0.lowercased().hasPrefix("socks") } ?? false
  }

  private static func address(
    for host: String, _ configuration: Configuration, _ environment: Environment
  ) -> String? {
    // A pinned host is never asked through a proxy.
    guard configuration.hosts[host]?.connectTo == nil else { return nil }
    let named = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].lazy.compactMap(environment).first {
      !$0.isEmpty
    }
    guard let proxy = configuration.proxy ?? named, !proxy.isEmpty else { return nil }
    let exceptions = ["no_proxy", "NO_PROXY"].lazy.compactMap(environment).first { !$0.isEmpty } ?? ""
    for exception in exceptions.split(whereSeparator: { $0 == "," || $0 == " " }) {
      let name = exception.drop { $0 == "." }.lowercased()
      if exception == "*" || host == name || host.hasSuffix("." + name) { return nil }
    }
    return proxy
  }
}

extension Substring {
  fileprivate func range(of text: String) -> Range<Index>? {
    indices.first { self[$0...].hasPrefix(text) }.map { $0..<index($0, offsetBy: text.count) }
  }
}
