import CCurl
import Manifest
import Model
import Words

/// One failed try of a request, and whether another one makes sense.
struct AttemptFailure: Error {
  var failure: FetchFailure
  /// True for what may pass by itself: timeouts, broken connections, 429, 5xx.
  var mayPass = false
  /// What the publisher's header Retry-After asks for, in seconds.
  var retryAfter: Double?

  init(_ failure: FetchFailure, mayPass: Bool = false, retryAfter: Double? = nil) {
    self.failure = failure
    self.mayPass = mayPass
    self.retryAfter = retryAfter
  }
}

/// A problem is two lines, whatever a publisher put into its answer.
func oneLine(_ text: String) -> String {
  String(
    text.map { (character: Character) -> Character in
      if character.isNewline { return "␤" }
      return character.unicodeScalars.allSatisfy { $0.value >= 32 } ? character : "·"
    })
}
