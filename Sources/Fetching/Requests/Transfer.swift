/// One response while it is being received: the target of curl's callbacks. Used by one thread at a time.
final class Transfer {
  private(set) var status = 0
  /// Whether the response came over HTTP/2 or later, where the end of a body is a message of its own.
  private(set) var hasFrames = false
  /// The header fields of the final response, names in lower case.
  private(set) var headers: [String: String] = [:]
  /// The beginning of the decoded body.
  private(set) var excerpt: [UInt8] = []
  /// Why the body was rejected, if the network was not the reason.
  private(set) var failure: BodyFailure?
  /// The whole body; only for status 200, or for the rest of a body (206) that was asked for.
  private(set) var file: BodyFile?

  /// Whether the headers were those of a body that we have, so that it was not read.
  private(set) var isKnown = false

  /// Whether the response is the rest of a body whose beginning was there.
  private(set) var isContinued = false

  private let folder: String
  private let limit: Int
  private let known: Validators?
  private let partial: PartialBody?
  private let kept: PartialBody.Kept?
  private var decoder: (any ContentDecoder)?
  /// How many bytes of the body came, as they were sent.
  private var received = 0
  /// How many there are in all, where the rest was asked for.
  private var total: Int?

  static let excerptSize = 16_384

  /// - Parameters:
  ///   - known: a response of 200 with these validators is not read.
  ///   - partial: gets the body as it comes.
  ///   - kept: what is in `partial`, if the rest of it was asked for.
  init(
    folder: String, limit: Int, known: Validators? = nil, partial: PartialBody? = nil, kept: PartialBody.Kept? = nil
  ) {
    self.folder = folder
    self.limit = limit
    self.known = known
    self.partial = partial
    self.kept = kept
  }

  /// Whether the response has the body that was asked for, or its rest.
  var hasBody: Bool { status == 200 || isContinued }

  /// Whether an answer to a request for the rest says that there is none, or none that fits: the whole is asked for then, so that
  /// nothing that is kept can keep a body from coming.
  ///
  /// - Parameter isEnded: the answer came to its end.
  func refusesTheRest(isEnded: Bool) -> Bool {
    switch status {
    case 206: failure == .notTheRest || isContinued && isDamaged || isEnded && !isContinued
    case 408, 425, 429: false
    case 400..<500, 501: true
    default: failure == .notTheRest
    }
  }

  private var isDamaged: Bool { if case .damaged? = failure { true } else { false } }

  /// Receives a header line, with its line end. A status line starts over: the response before it was not the final one
  /// (100 Continue, 103 Early Hints).
  func receiveHeader(_ bytes: UnsafeBufferPointer<UInt8>) {
    let line = String(decoding: bytes, as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      headers = [:]
      let words = line.split { $0.isWhitespace }
      status = words.dropFirst().first.flatMap { Int($0) } ?? 0
      hasFrames = words.first.map { !$0.hasPrefix("HTTP/0") && !$0.hasPrefix("HTTP/1") } ?? false
      return
    }
    guard let colon = line.firstIndex(of: ":") else { return }
    headers[line[..<colon].lowercased()] = trimmed(line[line.index(after: colon)...])
  }

  /// Whether anything but the end of the connection says where the body ends: the protocol's frames, a length, chunks, or the
  /// end of a compressed stream. Without that, a body that is cut off looks like a whole one.
  var isEndVouchedFor: Bool {
    let encoding = headers["content-encoding"]?.lowercased() ?? "identity"
    return hasFrames || isContinued || headers["content-length"] != nil || isContentEncoding(encoding)
      || headers["transfer-encoding"]?.lowercased().contains("chunked") == true
  }

  /// Receives a piece of the body; returning false makes curl abort.
  func receiveBody(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if status == 200, decoder == nil, let known, known.match(headers) {
      isKnown = true
      return false
    }
    do {
      let decoder = try self.decoder ?? start()
      self.decoder = decoder
      if file != nil {
        partial?.add(bytes)
        received += bytes.count
      }
      try decoder.decode(bytes, into: take)
      return true
    } catch let failure as BodyFailure {
      self.failure = failure
    } catch {
      failure = .damaged("\(error)")
    }
    return false
  }

  /// Called after the last byte: the compressed stream must be complete too.
  func finish() {
    do {
      // For an empty body, no callback has been called.
      if status == 200 && decoder == nil { decoder = try start() }
      try decoder?.finish()
      if let total, let kept, kept.count + received != total {
        throw BodyFailure.cutOff("\(kept.count + received) of \(total) bytes came")
      }
    } catch let failure as BodyFailure {
      self.failure = failure
    } catch {
      failure = .damaged("\(error)")
    }
  }

  private func start() throws -> any ContentDecoder {
    if status == 206, let partial, let kept { return try goOn(after: kept, in: partial) }
    if status == 200 {
      file = try BodyFile(folder: folder, limit: limit, announced: headers["content-length"].flatMap { Int($0) })
      if isEndVouchedFor { partial?.begin(headers) } else { partial?.remove() }
    }
    return try contentDecoder(for: headers["content-encoding"])
  }

  /// Decodes what is there already, as if it had just come.
  private func goOn(after kept: PartialBody.Kept, in partial: PartialBody) throws -> any ContentDecoder {
    guard let total = kept.total(of: headers) else { throw BodyFailure.notTheRest }
    self.total = total
    isContinued = true
    // An answer with the rest says no more of the bytes than it must (RFC 9110, 15.3.7).
    headers = kept.head.headers.merging(headers) { $1 }
    file = try BodyFile(folder: folder, limit: limit, announced: total)
    let decoder = try contentDecoder(for: headers["content-encoding"])
    try partial.resume { try decoder.decode($0, into: take) }
    return decoder
  }

  private func take(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    if excerpt.count < Self.excerptSize { excerpt += bytes.prefix(Self.excerptSize - excerpt.count) }
    if let file {
      try file.write(bytes)
    } else if excerpt.count == Self.excerptSize {
      // Only the title of an error page is used, and nothing of a redirect's body.
      throw BodyFailure.tooLong
    }
  }

  private func trimmed(_ text: Substring) -> String {
    let rest = text.drop { $0.isWhitespace }
    return String(rest.prefix(rest.count - rest.reversed().prefix { $0.isWhitespace }.count))
  }
}
