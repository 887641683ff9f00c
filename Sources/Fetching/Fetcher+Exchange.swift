import CCurl
import Manifest
import Model
import System
import Words

// One attempt of a request: redirects are followed one exchange after another, each under the rules of its own host.
extension Fetcher {
  private static let redirects = 5

  private enum Answered {
    case notModified
    case fetched(Fetched)
    case redirected(String)
    /// What was kept of an earlier answer is of no use; it is gone.
    case startOver
  }

  func follow(
    _ asking: Asking, expect: Expectation, validators: Validators?, stopsIfSame: Bool = false
  ) throws -> Fetched? {
    var url = asking.url
    var asking = asking
    for _ in 0...Self.redirects {
      switch try exchange(asking, url: url, expect: expect, validators: validators, stopsIfSame: stopsIfSame) {
      case .notModified: return nil
      case .fetched(let fetched): return fetched
      case .startOver: log("\(asking.name): what came before cannot be gone on with; asking for the whole")
      case .redirected(let next):
        guard WebAddress.host(ofHTTPS: next) != nil else {
          throw asking.unexpected("the publisher redirects to \(next), which is not https")
        }
        log("\(asking.name): redirected to \(next)")
        if asking.obeysRobots { try requireAllowed(next, name: asking.name) }
        url = next
        asking.redirectedTo = next
      }
    }
    throw asking.unexpected("more than \(Self.redirects) redirects")
  }

  private func exchange(
    _ asking: Asking, url: String, expect: Expectation, validators: Validators?, stopsIfSame: Bool
  ) throws -> Answered {
    guard let host = WebAddress.host(ofHTTPS: url) else { throw asking.unexpected("this is not an https address") }
    do {
      return try gate(for: host).pass(shouldStop: shouldStop) { turn in
        do {
          return try exchange(
            asking, url: url, host: host, expect: expect, validators: validators, stopsIfSame: stopsIfSame,
            over: turn.connection)
        } catch let failed as AttemptFailure {
          if let wait = failed.retryAfter { turn.postpone(seconds: wait) }
          throw failed
        }
      }
    } catch HostGate.Refusal.postponed(let seconds) {
      let what = "\(host) asked clients to wait another \(NumberText.grouped(Int(seconds))) seconds"
      throw asking.failure(.badAnswer, what, remedy: "the last good edition stays in use; later: \(asking.again)")
    } catch HostGate.Refusal.givenUp {
      throw asking.failure(
        .unreachable, "\(host) could not be reached a moment ago, so it was not tried again",
        remedy: "the last good edition stays in use; check the network, then: \(asking.again)")
    } catch HostGate.Refusal.noConnection {
      throw asking.failure(
        .machine, "curl could not be started", remedy: "check the machine's memory, then: \(asking.again)")
    }
  }

  private func exchange(
    _ asking: Asking, url: String, host: String, expect: Expectation, validators: Validators?, stopsIfSame: Bool,
    over connection: Connection
  ) throws -> Answered {
    var headers: [String] = []
    if let etag = validators?.etag { headers.append("If-None-Match: \(etag)") }
    if let day = validators?.lastModified { headers.append("If-Modified-Since: \(day)") }
    // Of small files such as robots.txt nothing is kept.
    let partial = asking.patience == nil ? partials?.body(of: asking.name, at: asking.url) : nil
    let kept = partial?.kept()
    let conditions = headers.count
    if let kept {
      headers += ["Range: bytes=\(kept.count)-", "If-Range: \(kept.head.validator)"]
      log("\(asking.name): \(NumberText.grouped(kept.count)) bytes are there already")
    }
    let transfer = Transfer(
      folder: temporaryFolder, limit: expect.maxBytes, known: stopsIfSame ? validators : nil, partial: partial,
      kept: kept)
    let request = Connection.Request(
      url: url, userAgent: userAgent(for: host), limit: expect.maxBytes, headers: headers, seconds: asking.patience)
    log("\(asking.name): GET \(url)")
    let outcome = connection.perform(
      request, into: transfer, configuration: configuration, host: configuration.hosts[host] ?? HostConfiguration(),
      shouldStop: shouldStop)
    guard case .ended(let end) = outcome else { throw Stopped() }
    let code = end.code
    if transfer.status > 0 {
      let time = HTTPDate.now(by: transfer.headers)
      gate(for: host).noteAnswer(secondsAhead: time.map { $0 - clock.secondsSince1970() })
    }
    if code == CURLE_OK { transfer.finish() }
    if transfer.isKnown {
      log("\(asking.name): the same ETag or Last-Modified as before, so the body was not read")
      return .notModified
    }
    if kept != nil, transfer.refusesTheRest(isEnded: code == CURLE_OK) {
      partial?.remove()
      return .startOver
    }
    // After the whole there is nothing to go on with, nor after bytes that were rejected.
    if transfer.hasBody, code == CURLE_OK || transfer.failure != nil { partial?.remove() }
    // If we rejected the body, curl reports a write error. For a redirect or an error status, the body does not
    // matter.
    if transfer.hasBody, let failure = transfer.failure {
      throw asking.bodyFailure(failure, limit: expect.maxBytes)
    }
    let isRejected = code == CURLE_WRITE_ERROR && transfer.failure != nil
    guard code == CURLE_OK || transfer.status >= 300 || isRejected else {
      throw asking.curlFailure(
        end, configuration: configuration, limit: expect.maxBytes, hasStatus: transfer.status > 0)
    }
    let answer = Answer(asking: asking, transfer: transfer, expect: expect, clock: clock)
    switch transfer.status {
    case _ where transfer.hasBody: return .fetched(try fetched(answer, url: url))
    case 304 where conditions > 0:
      log("\(asking.name): not modified")
      return .notModified
    case 301, 302, 303, 307, 308:
      let next = transfer.headers["location"].flatMap { WebAddress.target(ofRedirect: $0, on: url) }
      guard let next else { throw asking.unexpected("a redirect (\(transfer.status)) without a usable address") }
      return .redirected(next)
    default: throw answer.badStatus()
    }
  }

  private func fetched(_ answer: Answer, url: String) throws -> Fetched {
    guard let file = answer.transfer.file else { throw answer.asking.unexpected("the body is empty") }
    try answer.checkBody(bytes: file.count)
    let headers = answer.transfer.headers
    let fetched = Fetched(
      path: file.path, url: answer.asking.url, effectiveURL: url, sha256: file.keep(), bytes: file.count,
      status: 200, mediaType: answer.contentType, etag: headers["etag"],
      lastModified: headers["last-modified"], isEndVouchedFor: answer.transfer.isEndVouchedFor,
      headers: headers, fetchedAt: clock.now())
    log("\(answer.asking.name): \(NumberText.grouped(fetched.bytes)) bytes, \(fetched.mediaType ?? "no media type")")
    return fetched
  }
}
