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
        guard asking.form.post == nil else {
          throw asking.unexpected(
            "the publisher redirects a POST to \(next), which may not be what the request was for")
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
    // The answer to a POST is that of its body too, of which neither conditions nor parts know anything.
    let isPost = asking.form.post != nil
    var headers: [String] = []
    if !isPost, let etag = validators?.etag { headers.append("If-None-Match: \(etag)") }
    if !isPost, let day = validators?.lastModified { headers.append("If-Modified-Since: \(day)") }
    // Of small files such as robots.txt nothing is kept.
    let partial = asking.patience == nil && !isPost ? partials?.body(of: asking.name, at: asking.url) : nil
    let kept = partial?.kept()
    let conditions = headers.count
    if let kept {
      headers += ["Range: bytes=\(kept.count)-", "If-Range: \(kept.head.validator)"]
      log("\(asking.name): \(NumberText.grouped(kept.count)) bytes are there already")
    }
    let transfer = Transfer(
      folder: temporaryFolder, limit: expect.maxBytes, known: stopsIfSame ? validators : nil, partial: partial,
      kept: kept)
    let request = try request(asking, url: url, host: host, headers: headers, expect)
    log("\(asking.name): \(isPost ? "POST" : "GET") \(url)")
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
      let next = transfer.headers["location"].flatMap {
        WebAddress.target(ofRedirect: secrets.masked($0), on: url)
      }.map(withPlaces)
      guard let next else { throw asking.unexpected("a redirect (\(transfer.status)) without a usable address") }
      return .redirected(next)
    case 401, 403:
      var failed = answer.badStatus()
      let remedy = secrets.remedy(sentIn: asking.form.texts(url), again: asking.again)
      if let remedy { failed.failure.problem.remedy = remedy }
      throw failed
    default: throw answer.badStatus()
    }
  }

  /// An address in which curl has written the places of keys with %XX.
  private func withPlaces(_ url: String) -> String {
    url.replacing(/%7[Bb]secret(?::|%3[Aa])([a-z0-9_]+)%7[Dd]/) { "{secret:\($0.output.1)}" }
  }

  /// The request with its keys. Whatever else it was sent with, only the dataset's own host gets it.
  private func request(
    _ asking: Asking, url: String, host: String, headers: [String], _ expect: Expectation
  ) throws -> Connection.Request {
    var request = Connection.Request(
      url: url, userAgent: userAgent(for: host), limit: expect.maxBytes, headers: headers, seconds: asking.patience)
    do {
      request.url = try secrets.filled(url, for: host, isAddress: true)
      guard host == WebAddress.host(ofHTTPS: asking.url) else { return request }
      for header in asking.form.headers {
        request.headers.append("\(header.name): \(try secrets.filled(header.value, for: host))")
      }
      if let post = asking.form.post {
        let isForm = post.type == "application/x-www-form-urlencoded"
        request.body = try secrets.filled(post.body, for: host, isAddress: isForm)
        // Without Expect, a large body waits for a word that many servers never say.
        request.headers += ["Content-Type: \(post.type)", "Expect:"]
      }
    } catch {
      throw asking.failure(.machine, error.what, remedy: error.remedy)
    }
    return request
  }

  private func fetched(_ answer: Answer, url: String) throws -> Fetched {
    guard let file = answer.transfer.file else { throw answer.asking.unexpected("the body is empty") }
    try answer.checkBody(bytes: file.count)
    let form = answer.asking.form
    if let name = try secrets.areIn(file.path, sentIn: form.texts(answer.asking.url)) {
      throw answer.asking.unexpected(
        "the answer repeats the key '\(name)', and would keep it in the archive: send it in a header (fetch.headers) if it is in the address"
      )
    }
    let headers = answer.transfer.headers.mapValues(secrets.masked)
    if let encoding = headers["content-encoding"], !["", "identity"].contains(encoding.lowercased()),
      !isContentEncoding(encoding)
    {
      log("\(answer.asking.name): '\(encoding)' is no encoding, so the body is taken as it came")
    }
    let fetched = Fetched(
      path: file.path, url: answer.asking.url, effectiveURL: url, sha256: file.keep(), bytes: file.count,
      status: 200, mediaType: answer.contentType, etag: headers["etag"],
      lastModified: headers["last-modified"], isEndVouchedFor: answer.transfer.isEndVouchedFor,
      headers: headers, fetchedAt: clock.now())
    log("\(answer.asking.name): \(NumberText.grouped(fetched.bytes)) bytes, \(fetched.mediaType ?? "no media type")")
    return fetched
  }
}
