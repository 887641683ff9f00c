/// What one publisher's host needs or allows.
package struct HostConfiguration: Equatable, Sendable {
  /// `ADDRESS` or `ADDRESS:PORT` to connect to instead of looking up the host's name; the URL, the TLS name and the
  /// Host header are unchanged.
  package var connectTo: String?
  /// Replaces the default User-Agent. `{contact}` and `{version}` are filled in.
  package var userAgent: String?
  /// "1.1" or "2"; nil lets libcurl choose.
  package var httpVersion: String?
  /// The minimum time between two requests to the host.
  package var minimumIntervalSeconds: Double
  /// Why the host's robots.txt does not count; nil if it does.
  package var ignoreRobots: String?

  package init(
    connectTo: String? = nil, userAgent: String? = nil, httpVersion: String? = nil,
    minimumIntervalSeconds: Double = 0, ignoreRobots: String? = nil
  ) {
    self.connectTo = connectTo
    self.userAgent = userAgent
    self.httpVersion = httpVersion
    self.minimumIntervalSeconds = minimumIntervalSeconds
    self.ignoreRobots = ignoreRobots
  }
}
