import ArgumentParser
import Model

/// `--as-of`, for the commands that can show a past day.
struct AsOfOption: ParsableArguments {
  @Option(help: ArgumentHelp("Show what was known at the end of this day (UTC).", valueName: "YYYY-MM-DD"))
  var asOf: String?

  func day() throws -> Day? { try DayOption.day(asOf, option: "--as-of") }
}
