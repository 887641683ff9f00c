/// One response while it comes in: what curl's callbacks write to. Used by one thread at a time.
final class Transfer {
  private(set) var status = 0
  /// The header fields of the final response, names in lower case.
  private(set) var headers: [String: String] = [:]
  /// The beginning of the decoded body.
  private(set) var excerpt: [UInt8] = []
  /// What stopped the body, where it was not the network.
  private(set) var failure: BodyFailure?
  /// The whole body; only where the publisher answered 200.
  private(set) var file: BodyFile?

  private let folder: String
  private let limit: Int
  private var decoder: (any ContentDecoder)?

  static let excerptSize = 16_384

  init(folder: String, limit: Int) {
    self.folder = folder
    self.limit = limit
  }

  /// A header line, line end included. A status line starts over: the response before it was not the final one
  /// (100 Continue, 103 Early Hints).
  func receiveHeader(_ bytes: UnsafeBufferPointer<UInt8>) {
    let line = String(decoding: bytes, as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      headers = [:]
      status = line.split { $0.isWhitespace }.dropFirst().first.flatMap { Int($0) } ?? 0
      return
    }
    guard let colon = line.firstIndex(of: ":") else { return }
    headers[line[..<colon].lowercased()] = trimmed(line[line.index(after: colon)...])
  }

  /// A piece of the body as it came; false makes curl give up.
  func receiveBody(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    do {
      let decoder = try self.decoder ?? start()
      self.decoder = decoder
      try decoder.decode(bytes, into: take)
      return true
    } catch let failure as BodyFailure {
      self.failure = failure
    } catch {
      failure = .damaged("\(error)")
    }
    return false
  }

  /// After the last byte: the compressed stream must be at its end too.
  func finish() {
    do {
      // Without a single byte of body no callback has come.
      if status == 200 && decoder == nil { decoder = try start() }
      try decoder?.finish()
    } catch let failure as BodyFailure {
      self.failure = failure
    } catch {
      failure = .damaged("\(error)")
    }
  }

  private func start() throws -> any ContentDecoder {
    if status == 200 { file = try BodyFile(folder: folder, limit: limit) }
    return try contentDecoder(for: headers["content-encoding"])
  }

  private func take(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    if excerpt.count < Self.excerptSize { excerpt += bytes.prefix(Self.excerptSize - excerpt.count) }
    if let file {
      try file.write(bytes)
    } else if excerpt.count == Self.excerptSize {
      // The body of an error is of interest for its title only, that of a redirect not at all.
      throw BodyFailure.tooLong
    }
  }

  private func trimmed(_ text: Substring) -> String {
    let rest = text.drop { $0.isWhitespace }
    return String(rest.prefix(rest.count - rest.reversed().prefix { $0.isWhitespace }.count))
  }
}
