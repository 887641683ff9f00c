import Model
import System

/// A date on the command line.
enum DayOption {
  /// - Throws: ``Problem`` if it is not a date, or in the future.
  static func day(_ text: String?, option: String) throws -> Day? {
    guard let text else { return nil }
    guard let day = Day(text) else {
      throw Problem(
        .usage, at: option, "\"\(text)\" is not a date", remedy: "write it as YYYY-MM-DD, for example 2025-11-19")
    }
    guard try day <= WallClock.ofProcess().today() else {
      throw Problem(
        .usage, at: option, "\(day) is in the future",
        remedy: "leave out the option for the newest state")
    }
    return day
  }
}
