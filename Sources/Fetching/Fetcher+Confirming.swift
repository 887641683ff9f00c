import Manifest
import Model
import Words

extension Fetcher {
  /// Whether a body is known to be whole: the protocol says so, or it is a web page with its end. A page may be made anew for each
  /// request, so that two of them never agree.
  func isWhole(_ fetched: Fetched, _ expect: Expectation) -> Bool {
    if fetched.isEndVouchedFor { return true }
    guard expect.types.contains(where: { $0.hasSuffix("html") }) else { return false }
    let bytes = (try? TemporaryFile.bytes(of: fetched.path)) ?? []
    return String(decoding: bytes.suffix(1024), as: UTF8.self).lowercased().contains("</html>")
  }

  /// A body of whose end only the end of the connection speaks, after the same request gave the same bytes once more. Such a body
  /// may have been cut off anywhere, also at the end of a line.
  ///
  /// - Throws: ``AttemptFailure`` where the two differ. No temporary file is left then.
  func confirmed(_ first: Fetched, _ asking: Asking, expect: Expectation) throws -> Fetched {
    log("\(asking.name): the publisher did not say how long the body is; it is fetched once more and compared")
    var isConfirmed = false
    defer { if !isConfirmed { first.discard() } }
    guard let second = try follow(asking, expect: expect, validators: nil) else { return first }
    if second.isEndVouchedFor { return second }
    defer { second.discard() }
    guard second.sha256 == first.sha256 else {
      throw asking.unexpected(
        "the publisher does not say how long the body is, and two requests gave two bodies, of "
          + "\(NumberText.grouped(first.bytes)) and \(NumberText.grouped(second.bytes)) bytes: one of them was cut off",
        mayPass: true)
    }
    isConfirmed = true
    return first
  }
}
