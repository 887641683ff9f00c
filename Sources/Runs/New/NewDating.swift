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
    let name = Files.name(of: file)
    for form in forms {
      guard let regex = try? Regex(form.regex), let match = try? regex.firstMatch(in: name),
        let text = match.output[1].substring, PublishedDate(String(text)) != nil
      else { continue }
      // What is before and after the date stays the same from file to file, but for numbers.
      return ".*\(form.pattern).*"
    }
    return nil
  }

  static func date(of file: String, today: Day) -> PublishedDate? {
    let name = Files.name(of: file)
    for form in forms {
      guard let regex = try? Regex(form.regex), let match = try? regex.firstMatch(in: name),
        let text = match.output[1].substring, let date = PublishedDate(String(text)), date.firstDay <= today
      else { continue }
      return date
    }
    return nil
  }
}
