/// What `Config/soundings.yaml` says about this machine; never anything about a dataset.
package struct Configuration: Equatable, Sendable {
  /// Where everything goes at run time, as written (relative paths count from the folder above `Config`).
  package var data: String
  /// Where the pipelines are, as written.
  package var pipelines: String
  /// How a publisher reaches us: an address of a person or a page; part of the User-Agent.
  package var contact: String
  /// A file of certificate authorities to trust instead of the system's.
  package var caFile: String?
  package var proxy: String?
  package var connectTimeoutSeconds: Double
  /// A transfer slower than 100 bytes/s for this long is given up.
  package var stallTimeoutSeconds: Double
  /// A whole response must come within this time.
  package var totalTimeoutSeconds: Double
  /// How often a request is tried again after a failure that may pass (timeout, 429, 5xx).
  package var retries: Int
  package var hosts: [String: HostConfiguration]

  package init(
    data: String = "Data", pipelines: String = "Pipelines", contact: String = "", caFile: String? = nil,
    proxy: String? = nil, connectTimeoutSeconds: Double = 10, stallTimeoutSeconds: Double = 30,
    totalTimeoutSeconds: Double = 600, retries: Int = 2, hosts: [String: HostConfiguration] = [:]
  ) {
    self.data = data
    self.pipelines = pipelines
    self.contact = contact
    self.caFile = caFile
    self.proxy = proxy
    self.connectTimeoutSeconds = connectTimeoutSeconds
    self.stallTimeoutSeconds = stallTimeoutSeconds
    self.totalTimeoutSeconds = totalTimeoutSeconds
    self.retries = retries
    self.hosts = hosts
  }
}
