import Glibc

/// A clock that only moves forward, for waits between requests. For the time of day, the fetcher has a ``WallClock``.
package enum Monotonic {
  /// Seconds on a clock that is never set.
  package static func seconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  /// Sleeps in short intervals; returns false if `shouldStop` became true meanwhile.
  package static func sleep(seconds duration: Double, unless shouldStop: () -> Bool) -> Bool {
    let end = seconds() + duration
    while true {
      if shouldStop() { return false }
      let left = end - seconds()
      if left <= 0 { return true }
      usleep(UInt32(min(left, 0.05) * 1e6) + 1)
    }
  }
}
