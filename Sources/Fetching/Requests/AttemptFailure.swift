import CCurl
import Manifest
import Model
import Words

/// A failed attempt of a request, and whether a retry makes sense.
struct AttemptFailure: Error {
  var failure: FetchFailure
  /// True for failures that may be temporary: timeouts, broken connections, 429, 5xx.
  var mayPass = false
  /// The wait that the publisher's Retry-After header asks for, in seconds.
  var retryAfter: Double?

  init(_ failure: FetchFailure, mayPass: Bool = false, retryAfter: Double? = nil) {
    self.failure = failure
    self.mayPass = mayPass
    self.retryAfter = retryAfter
  }
}

/// The text on one line, whatever line ends a publisher's response contains: a problem has two lines.
func oneLine(_ text: String) -> String {
  String(
    text.map { (character: Character) -> Character in
      if character.isNewline { return "␤" }
      return character.unicodeScalars.allSatisfy { $0.value >= 32 } ? character : "·"
    })
}
