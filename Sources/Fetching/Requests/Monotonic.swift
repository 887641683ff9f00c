import Glibc

/// The clock that only goes forward, for waits between requests; the time of day is the fetcher's ``WallClock``.
enum Monotonic {
  /// Seconds on a clock that nobody sets.
  static func seconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  /// Sleeps in short pieces; false where `shouldStop` turned true meanwhile.
  static func sleep(seconds duration: Double, unless shouldStop: () -> Bool) -> Bool {
    let end = seconds() + duration
    while true {
      if shouldStop() { return false }
      let left = end - seconds()
      if left <= 0 { return true }
      usleep(UInt32(min(left, 0.05) * 1e6) + 1)
    }
  }
}
