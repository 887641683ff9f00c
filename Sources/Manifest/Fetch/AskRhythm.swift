/// How often `run --due` asks a publisher for news, counted from when it was last asked. Written in a manifest as
///
/// ```yaml
/// fetch:
///   ask: {every: day}                         # the default
///   ask: {every: 6h, between: 13:00-21:00}    # UTC
/// ```
package struct AskRhythm: Equatable, Sendable {
  /// A part of the day, in minutes after midnight UTC; the end is not included.
  package struct Window: Equatable, Sendable {
    package var from: Int
    package var to: Int

    package init(from: Int, to: Int) {
      self.from = from
      self.to = to
    }
  }

  package var seconds: Int
  /// When in the day the publisher is asked; nil: at any time.
  package var window: Window?

  package static let daily = AskRhythm(seconds: 86_400)

  package init(seconds: Int, window: Window? = nil) {
    self.seconds = seconds
    self.window = window
  }

  /// The earliest time, in seconds since 1970, at which a publisher that was asked at `asked` is asked again.
  ///
  /// A twelfth of the interval is given up (two hours of a day): a daily job begins some seconds earlier than the day before,
  /// or an hour with summer time, and would otherwise be a whole day late. A time outside of the window is moved to its next
  /// start, except that a publisher is asked at any time of day when two intervals have passed: a job that never runs within the
  /// window still gets its news.
  package func next(after asked: Int) -> Int {
    let earliest = asked + seconds - seconds / 12
    guard let window else { return earliest }
    let midnight = earliest - earliest % 86_400
    let (start, end) = (midnight + window.from * 60, midnight + window.to * 60)
    let inWindow = earliest < start ? start : earliest < end ? earliest : start + 86_400
    return min(inWindow, asked + 2 * seconds)
  }

  /// Whether a publisher that was asked at `asked` is due at `now`.
  package func isDue(asked: Int, now: Int) -> Bool {
    guard now >= asked + seconds - seconds / 12 else { return false }
    guard let window, now < asked + 2 * seconds else { return true }
    let minute = now % 86_400 / 60
    return minute >= window.from && minute < window.to
  }
}
