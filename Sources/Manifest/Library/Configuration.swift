/// The content of `Config/soundings.yaml`, which describes this machine and never a dataset.
package struct Configuration: Equatable, Sendable {
  /// The folder for everything that is written at run time, as given (relative paths start from the folder above
  /// `Config`).
  package var data: String
  /// The folder of the pipelines, as given.
  package var pipelines: String
  /// How a publisher can reach us: the address of a person or a page; part of the User-Agent.
  package var contact: String
  /// A file of certificate authorities to trust instead of the system's.
  package var caFile: String?
  package var proxy: String?
  package var connectTimeoutSeconds: Double
  /// A transfer that stays slower than 100 bytes/s for this long is abandoned.
  package var stallTimeoutSeconds: Double
  /// A whole response must arrive within this time.
  package var totalTimeoutSeconds: Double
  /// All requests for one dataset must be done within this time.
  package var datasetTimeoutSeconds = 600.0
  /// No dataset of a run is asked for after this time.
  package var runTimeoutSeconds = 3600.0
  /// How often a request is retried after a failure that may be temporary (timeout, 429, 5xx).
  package var retries: Int
  package var hosts: [String: HostConfiguration]
  /// Keys and tokens, by the names that datasets use.
  package var secrets: [String: SecretSource] = [:]
  /// How many persons must sign a figure off; nil where nothing is asked.
  package var signOffPersons: Int?
  /// Where `backfill --from-web-archive` looks.
  package var webArchive = WebArchive.internetArchive

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
