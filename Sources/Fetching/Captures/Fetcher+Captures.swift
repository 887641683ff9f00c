import Manifest
import Model

// A web archive is asked as any other host is: one request at a time, with its Retry-After. Its addresses are declared in Config.
extension Fetcher {
  private static let indexLimit = 100_000_000

  /// What the web archive has of an address, the oldest first.
  ///
  /// - Parameter address: the publisher's, or the beginning of several, with `*` at its end.
  package func captures(of address: String, name: String) throws -> [Capture] {
    let url = configuration.webArchive.index.replacing("{url}", with: Self.escaped(address))
    var expect = Expectation(types: [], startsWith: nil, maxBytes: Self.indexLimit)
    // A CDX server that answers with lines of text has none for an address that it does not know.
    expect.mayBeEmpty = true
    guard let fetched = try download(url: url, name: name, expect: expect, validators: nil) else { return [] }
    defer { fetched.discard() }
    let asking = self.asking(name, url)
    do {
      let text = String(decoding: try TemporaryFile.bytes(of: fetched.path), as: UTF8.self)
      guard let found = CaptureIndex.captures(in: text, of: address) else {
        throw asking.failure(
          .badAnswer, "the answer is not a list of captures: '\(oneLine(String(text.prefix(100))))'",
          remedy:
            "correct 'web_archive' in Config/soundings.yaml: 'index' is the address of a CDX server or a TimeMap, with "
            + "{url}; then: \(asking.again)")
      }
      return found
    } catch let failure as BodyFailure {
      throw asking.bodyFailure(failure, limit: expect.maxBytes).failure
    }
  }

  /// Where the bytes of a capture are, as the publisher sent them.
  package func address(of capture: Capture) -> String {
    if let address = capture.address { return address }
    return configuration.webArchive.capture.replacing("{timestamp}", with: capture.timestamp)
      .replacing("{url}", with: capture.original)
  }

  /// The bytes of a capture.
  ///
  /// - Throws: ``FetchFailure`` if the web archive answers with another capture, which would be dated wrongly.
  package func download(_ capture: Capture, name: String, expect: Expectation) throws -> Fetched? {
    let url = address(of: capture)
    guard let fetched = try download(url: url, name: name, expect: expect, validators: nil) else { return nil }
    let time = fetched.headers["memento-datetime"].flatMap(HTTPDate.secondsSince1970)
    let isThat = time.map { CaptureIndex.timestamp($0) == capture.timestamp } ?? (fetched.effectiveURL == url)
    guard isThat else {
      fetched.discard()
      let other = time.map { "of \(CaptureIndex.timestamp($0))" } ?? "at \(fetched.effectiveURL)"
      throw asking(name, url).unexpected("the web archive answered with another capture, \(other)").failure
    }
    return fetched
  }

  /// An address as the value of a parameter: all but letters, digits and what needs no escape there.
  private static func escaped(_ address: String) -> String {
    var text = ""
    for byte in address.utf8 {
      let scalar = Unicode.Scalar(byte)
      if scalar.isASCII,
        scalar.properties.isAlphabetic || (48...57).contains(byte) || "-._~*/:".unicodeScalars.contains(scalar)
      {
        text.unicodeScalars.append(scalar)
      } else {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}
