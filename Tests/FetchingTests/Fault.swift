import Manifest
import Model
import StandIn
import System
import TestTools
import Testing

@testable import Fetching

/// A fault of a publisher, and what the user sees.
struct Fault: Sendable, CustomTestStringConvertible {
  var name: String
  var expect = Expectation.anything
  /// The first line of the problem.
  var says: String
  var cause = FetchFailure.Cause.badAnswer
  /// Requests made before giving up.
  var requests = 1
  var retries = 1
  var route: @Sendable (inout Route) -> Void
  var testDescription: String { name }

  var folder: String { name.replacing(" ", with: "-").replacing(",", with: "") }
  var url: String { "https://www.cbp.gov/\(folder)/x" }
}

private let page = "<!DOCTYPE html>\n<html><head><title>\n Access  Denied</title></head></html>"
private let small = Expectation(types: [], startsWith: nil, maxBytes: 1000)

let faults: [Fault] = [
  Fault(name: "403 names the setting", says: "the publisher answered 403 Forbidden, with the page 'Access Denied'") {
    $0.needs = "Mozilla"
  },
  Fault(name: "404", says: "the publisher answered 404 Not Found") { $0.status = 404 },
  Fault(name: "an odd status", says: "the publisher answered 418") { $0.status = 418 },
  Fault(name: "204", says: "the publisher answered 204") { $0.status = 204 },
  Fault(name: "304 unasked", says: "the publisher answered 304") { $0.status = 304 },
  Fault(name: "500 is tried again", says: "500 Internal Server Error (tried 2 times)", requests: 2) { $0.status = 500 },
  Fault(name: "202 is tried again", says: "202 Accepted (tried 2 times)", requests: 2) { $0.status = 202 },
  Fault(name: "520 is tried again", says: "520 Unknown Error (tried 2 times)", requests: 2) { $0.status = 520 },
  Fault(name: "521 is tried again", says: "521 Web Server Is Down (tried 2 times)", requests: 2) { $0.status = 521 },
  Fault(name: "522 is tried again", says: "522 Connection Timed Out (tried 2 times)", requests: 2) { $0.status = 522 },
  Fault(name: "523 is tried again", says: "523 Origin Is Unreachable (tried 2 times)", requests: 2) { $0.status = 523 },
  Fault(name: "524 is tried again", says: "524 A Timeout Occurred (tried 2 times)", requests: 2) { $0.status = 524 },
  Fault(name: "525", says: "the publisher answered 525") { $0.status = 525 },
  Fault(name: "206 unasked", says: "206 Partial Content, although the whole was asked for") { $0.status = 206 },
  // Longer than what is read of the body of any other status: curl calls that an error of writing.
  Fault(name: "206 unasked, long", says: "206 Partial Content, although the whole was asked for") {
    $0.status = 206
    $0.body = String(repeating: "x,y\n", count: 20_000)
  },
  Fault(name: "a header of 400 kB", says: "the header of the publisher's answer has a line that is too long") {
    $0.headers = ["X-Long": String(repeating: "x", count: 400_000)]
  },
  Fault(
    name: "a busy MediaWiki", expect: .json,
    says: "an error, in its own words: 'maxlag: Waiting for 10.64.16.7: 6.2 seconds lagged.' (tried 2 times)",
    requests: 2
  ) {
    $0.type = "application/json"
    $0.body = #"{"error": {"code": "maxlag", "info": "Waiting for 10.64.16.7: 6.2 seconds lagged.", "lag": 6.2}}"#
  },
  Fault(
    name: "a MediaWiki that knows no such page", expect: .json,
    says: "an error, in its own words: 'invalidtitle: Bad title \"|\".'"
  ) {
    $0.type = "application/json"
    $0.body = #"{"errors": [{"code": "invalidtitle", "text": "Bad title \"|\"."}]}"#
  },
  Fault(
    name: "a Socrata without the column", expect: .json,
    says: "400 Bad Request, in its own words: 'query.soql.no-such-column: No such column: yeer'"
  ) {
    $0.type = "application/json"
    $0.status = 400
    $0.body = #"{"code": "query.soql.no-such-column", "error": true, "message": "No such column: yeer"}"#
  },
  Fault(
    name: "a Socrata that throttles", expect: .json, says: "429 Too Many Requests, in its own words: 'Slow down'",
    requests: 2
  ) {
    $0.type = "application/json"
    $0.status = 429
    $0.body = #"{"message": "Slow down"}"#
  },
  Fault(name: "an error page in gzip", says: "503 Service Unavailable, with the page 'Access Denied'", requests: 2) {
    $0.status = 503
    $0.gzip = .whole
    $0.body = page
  },
  Fault(name: "an endless error page", says: "the publisher answered 404") {
    $0.status = 404
    $0.endless = true
  },
  Fault(name: "a long error page", expect: small, says: "the publisher answered 404") {
    $0.status = 404
    $0.body = String(repeating: "sorry ", count: 10_000)
  },
  Fault(name: "an error page that breaks", says: "the publisher answered 404") {
    $0.status = 404
    $0.cut = 3
  },
  Fault(name: "an endless redirect", says: "more than 5 redirects", requests: 6) {
    $0.redirect = "x"
    $0.endless = true
  },
  Fault(name: "HTML that begins with a comment", says: "answered with an HTML page: 'Access Denied'") {
    $0.body = "<!-- edge 7 -->" + page
    $0.type = "text/html; charset=utf-8"
  },
  Fault(name: "HTML where CSV is expected", expect: .csv, says: "answered with an HTML page: 'Access Denied'") {
    $0.body = page
    $0.type = "text/html"
  },
  Fault(name: "HTML that calls itself CSV", expect: .csv, says: "answered with an HTML page: 'Access Denied'") {
    $0.body = "\u{FEFF}\n " + page
  },
  Fault(name: "HTML where nothing is said", says: "answered with an HTML page: 'Access Denied'") { $0.body = page },
  Fault(name: "another type", expect: .json, says: "answered with text/csv, expected application/json") { _ in },
  Fault(name: "no type", expect: .json, says: "answered with no media type, expected application/json") {
    $0.type = ""
  },
  Fault(name: "another header line", expect: .csv, says: "begins with 'X;Y␤1;2␤', expected 'x,y") {
    $0.body = "X;Y\n1;2\n"
  },
  Fault(name: "an empty body", says: "the body is empty") { $0.body = "" },
  Fault(name: "an empty body in gzip", says: "the body is empty") {
    $0.body = ""
    $0.gzip = .whole
  },
  Fault(name: "no bytes where gzip is announced", says: "the gzip stream is cut off after 0 bytes", requests: 2) {
    $0.body = ""
    $0.encoding = "gzip"
  },
  Fault(name: "too long by its length", expect: small, says: "longer than the 1,000 bytes that are allowed") {
    $0.body = String(repeating: "x,y\n", count: 300)
  },
  Fault(name: "too long, in chunks", expect: small, says: "longer than the 1,000 bytes that are allowed") {
    $0.body = String(repeating: "x,y\n", count: 300)
    $0.chunked = true
  },
  Fault(name: "without end", says: "longer than the 10,000,000 bytes that are allowed") {
    $0.body = String(repeating: "x,y\n", count: 10_000)
    $0.endless = true
  },
  Fault(name: "a decompression bomb", says: "longer than the 10,000,000 bytes that are allowed") {
    $0.body = String(repeating: "\0", count: 12_000_000)
    $0.gzip = .whole
  },
  Fault(name: "gzip that is cut off", says: "the gzip stream is cut off after", requests: 2) { $0.gzip = .cut },
  Fault(name: "gzip that is cut off, in chunks", says: "the gzip stream is cut off after", requests: 2) {
    $0.gzip = .cut
    $0.chunked = true
  },
  Fault(name: "garbage after gzip", says: "garbage after the end of the gzip stream") { $0.gzip = .garbage },
  Fault(name: "gzip that is none", says: "the gzip stream is damaged") { $0.encoding = "gzip" },
  Fault(name: "an unknown encoding", says: "encoded as 'zstd', which was not requested") { $0.encoding = "zstd" },
  Fault(name: "a connection that breaks", says: "the connection broke", cause: .unreachable, requests: 2) {
    $0.cut = 5
  },
  Fault(name: "a chunked body that breaks", says: "the connection broke", cause: .unreachable, requests: 2) {
    $0.cut = 5
    $0.chunked = true
  },
  Fault(name: "shorter than it says", says: "the connection broke", cause: .unreachable, requests: 2) {
    $0.length = 99
  },
  Fault(name: "a reset", says: "the connection broke", cause: .unreachable, requests: 2) { $0.reset = true },
  Fault(name: "a body that dribbles", says: "timed out", cause: .unreachable, retries: 0) { $0.drip = [1, 0.7] },
  Fault(name: "redirect to http", says: "redirects to http://www.cbp.gov/x, which is not https") {
    $0.redirect = "http://www.cbp.gov/x"
  },
  Fault(name: "redirect to a file", says: "redirects to file:///etc/passwd, which is not https") {
    $0.redirect = "file:///etc/passwd"
  },
  Fault(name: "redirect in a circle", says: "more than 5 redirects", requests: 6) {
    $0.redirect = "../redirect-in-a-circle/x"
  },
  Fault(name: "redirect to nowhere", says: "a redirect (301) without a usable address") { $0.status = 301 },
]
