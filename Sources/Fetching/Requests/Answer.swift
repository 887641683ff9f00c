import Manifest
import Model
import System

/// Checks a response: its status, and what must be true of the body before it is accepted.
struct Answer {
  var asking: Asking
  var transfer: Transfer
  var expect: Expectation
  var clock: WallClock

  private static let phrases = [
    202: "Accepted", 206: "Partial Content", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden",
    404: "Not Found", 406: "Not Acceptable",
    408: "Request Timeout", 410: "Gone", 429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway",
    503: "Service Unavailable", 504: "Gateway Timeout", 520: "Unknown Error", 521: "Web Server Is Down",
    522: "Connection Timed Out", 523: "Origin Is Unreachable", 524: "A Timeout Occurred",
  ]
  /// Statuses that may be others a moment later. 202: the answer is being made; 520 to 524: a cache did not reach its origin.
  private static let passing: Set<Int> = [202, 408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]

  var mediaType: String? {
    guard let field = transfer.headers["content-type"] else { return nil }
    let type = field.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
    return type.isEmpty ? nil : type
  }

  /// The media type with the encoding, where the server names one other than UTF-8: it may be all that says how to read the bytes.
  var contentType: String? {
    guard let mediaType, let field = transfer.headers["content-type"],
      let encoding = TextEncoding(contentType: field), encoding != .utf8
    else { return mediaType }
    return "\(mediaType); charset=\(encoding.rawValue)"
  }

  /// The failure for any status except 200, 304 and redirects.
  func badStatus() -> AttemptFailure {
    let status = transfer.status
    let own = APIError(transfer.excerpt, isAnyText: true).map { ", in its own words: '\($0.text)'" }
    let page = HTMLText.title(of: transfer.excerpt).map { ", with the page '\($0)'" }
    var what = "the publisher answered \(status)\(Self.phrases[status].map { " " + $0 } ?? "")\(own ?? page ?? "")"
    if status == 206 { what += ", although the whole was asked for" }
    var failed: AttemptFailure
    switch status {
    case 403: failed = AttemptFailure(asking.failure(.badAnswer, what, remedy: asking.refusalRemedy))
    case _ where Self.passing.contains(status): failed = later(what)
    default: failed = asking.unexpected(what)
    }
    failed.failure.status = status
    return failed
  }

  /// The failure for what may be otherwise a moment later, or when the publisher says.
  private func later(_ what: String) -> AttemptFailure {
    AttemptFailure(
      asking.failure(.badAnswer, what, remedy: "the last good edition stays in use; try later: \(asking.again)"),
      mayPass: true, retryAfter: transfer.headers["retry-after"].flatMap { Self.seconds(retryAfter: $0, clock) })
  }

  /// The wait that a Retry-After header asks for, given in seconds or as a date.
  static func seconds(retryAfter text: String, _ clock: WallClock) -> Double? {
    // The publisher's number is bounded, so that computing with it cannot overflow.
    let seconds = Int(text) ?? HTTPDate.secondsSince1970(text).map { $0 - clock.secondsSince1970() }
    return seconds.map { Double(min(max($0, 0), 1_000_000_000)) }
  }

  /// Throws if the body of a 200 response is not what the manifest expects.
  func checkBody(bytes: Int) throws {
    if bytes == 0, expect.mayBeEmpty { return }
    if bytes == 0 { throw asking.unexpected("the body is empty") }
    if bytes < Transfer.excerptSize, let error = APIError(transfer.excerpt, isAnyText: false) {
      let what = "the publisher answered with an error, in its own words: '\(error.text)'"
      throw error.mayPass || transfer.headers["retry-after"] != nil ? later(what) : asking.unexpected(what)
    }
    let bom: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = transfer.excerpt.starts(with: bom) ? transfer.excerpt.dropFirst(3) : transfer.excerpt[...]
    let wantsPage = expect.types.contains { $0.lowercased().contains("html") }
    let looksRight = expect.startsWith != nil && matchesStart(start)
    let isPage = HTMLText.isPage(start) || (mediaType == "text/html" && !looksRight)
    if isPage && !wantsPage {
      let title = HTMLText.title(of: start).map { ": '\($0)'" } ?? ""
      throw asking.unexpected("the publisher answered with an HTML page\(title)")
    }
    if !expect.types.isEmpty {
      let given = mediaType ?? "no media type"
      if !expect.types.contains(where: { $0.lowercased() == given }) {
        throw asking.unexpected(
          "the publisher answered with \(given), expected \(expect.types.joined(separator: " or "))")
      }
    }
    if !matchesStart(start) {
      throw asking.unexpected("the body begins with '\(Self.shown(start))', expected '\(expect.startsWith ?? "")'")
    }
  }

  private func matchesStart(_ start: ArraySlice<UInt8>) -> Bool {
    start.starts(with: Array((expect.startsWith ?? "").utf8))
  }

  /// The first bytes on one line, for a message.
  static func shown(_ bytes: some Collection<UInt8>, atMost count: Int = 60) -> String {
    oneLine(String(decoding: bytes.prefix(count), as: UTF8.self))
  }
}
