/// One line of the stand-in's routes; the keys are described at the top of `server.py`.
package struct Route: Encodable, Sendable {
  package enum Gzip: String, Encodable, Sendable { case whole, cut, garbage }

  package var host: String
  package var path: String
  package var method: String?
  package var sent: String?
  package var header: [String: String] = [:]
  package var query: [String: String] = [:]
  package var times: Int?
  package var body: String?
  package var file: String?
  package var type: String?
  package var status: Int?
  package var headers: [String: String] = [:]
  package var etag: String?
  package var last_modified: String?
  package var redirect: String?
  package var gzip: Gzip?
  package var encoding: String?
  package var chunked: Bool?
  package var unsized: Bool?
  package var unconditional: Bool?
  package var length: Int?
  package var ranges: Bool?
  package var cut: Int?
  package var silent: Bool?
  /// [bytes, seconds]
  package var drip: [Double]?
  package var endless: Bool?
  package var reset: Bool?
  package var close: Bool?
  package var needs: String?

  /// A body at an address; `adjust` adds quirks and faults.
  package init(
    _ host: String, _ path: String, _ body: String? = nil, type: String? = nil, adjust: (inout Route) -> Void = { _ in }
  ) {
    self.host = host
    self.path = path
    self.body = body
    self.type = type
    adjust(&self)
  }
}
