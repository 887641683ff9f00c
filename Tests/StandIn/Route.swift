/// One line of the stand-in's routes; the keys are described at the top of `server.py`.
public struct Route: Encodable, Sendable {
  public enum Gzip: String, Encodable, Sendable { case whole, cut, garbage }

  public var host: String
  public var path: String
  public var query: [String: String] = [:]
  public var times: Int?
  public var body: String?
  public var file: String?
  public var type: String?
  public var status: Int?
  public var headers: [String: String] = [:]
  public var etag: String?
  public var last_modified: String?
  public var redirect: String?
  public var gzip: Gzip?
  public var encoding: String?
  public var chunked: Bool?
  public var length: Int?
  public var cut: Int?
  public var delay: Double?
  /// [bytes, seconds]
  public var drip: [Double]?
  public var endless: Bool?
  public var reset: Bool?
  public var close: Bool?
  public var needs: String?

  /// A body at an address; `adjust` adds quirks and faults.
  public init(
    _ host: String, _ path: String, _ body: String? = nil, type: String? = nil, adjust: (inout Route) -> Void = { _ in }
  ) {
    self.host = host
    self.path = path
    self.body = body
    self.type = type
    adjust(&self)
  }
}
