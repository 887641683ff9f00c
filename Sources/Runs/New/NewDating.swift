import Model
import System

/// The day of publication that the name of a file has in it.
enum NewDating {
  private static let forms: [(pattern: String, regex: String)] = [
    (#"(?<published>\d{4}-\d{2}-\d{2})"#, #"(?:^|[^0-9])(20\d{2}-\d{2}-\d{2})(?:[^0-9]|$)"#),
    (#"(?<published>\d{4}-\d{2})"#, #"(?:^|[^0-9-])(20\d{2}-\d{2})(?:[^0-9-]|$)"#),
  ]

  /// A regular expression for `edition.file_name`; nil where the name has no date.
  static func pattern(of file: String) -> String? {
    // What is before and after the date stays the same from file to file, but for numbers.
    dates(in: file).first.map { ".*\($0.pattern).*" }
  }

  static func date(of file: String, today: Day) -> PublishedDate? {
    dates(in: file).lazy.map(\.date).first { $0.firstDay <= today }
  }

  private static func dates(in file: String) -> [(pattern: String, date: PublishedDate)] {
    forms.compactMap { form in
      guard let match = try? Regex(form.regex).firstMatch(in: Files.name(of: file)),
        let text = match.output[1].substring
      else { return nil }
      return PublishedDate(String(text)).map { (form.pattern, $0) }
    }
  }
}
