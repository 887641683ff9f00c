import Fetching
import Formats
import Manifest
import Model

/// When the files given to `add` were published, and so which of them make which edition.
struct FileDating {
  let manifest: DatasetManifest
  let files: [String]
  /// What `--published` says.
  let published: String?
  let today: Day

  /// An edition to be.
  struct Given {
    var published: PublishedDate
    var through: String?
    var files: [String]
  }

  func editions() throws -> [Given] {
    if let published {
      let date = try stated(published)
      return [Given(published: date, through: try factsOfName(files[0])?.through, files: files)]
    }
    var given: [Given] = []
    var undated: [String] = []
    for file in files {
      let facts = try factsOfName(file)
      guard let date = try facts?.published ?? prefix(of: file) ?? dateInside(file) else {
        undated.append(file)
        continue
      }
      try check(date, at: Project.fileName(file))
      given.append(Given(published: date, through: facts?.through, files: [file]))
    }
    if let first = undated.first { throw nothing(first, undated.count) }
    try checkApart(given)
    return given
  }

  private func stated(_ text: String) throws -> PublishedDate {
    guard let date = PublishedDate(text) else {
      throw Problem(
        .usage, at: "--published", "\"\(text)\" is not a date",
        remedy:
          "give the day on which the publisher put the file out: YYYY-MM-DD (or YYYY-MM where only the month is known)"
      )
    }
    try check(date, at: "--published")
    return date
  }

  private func check(_ date: PublishedDate, at place: String) throws {
    guard date.firstDay <= today else {
      throw Problem(
        .usage, at: place, "\(date) lies in the future", remedy: "give the day on which the publisher put the file out")
    }
    guard date.day.civil.year >= 1900 else {
      throw Problem(.usage, at: place, "\(date) is before there was any such data", remedy: "check the year")
    }
  }

  private func factsOfName(_ file: String) throws -> FileNameFacts? {
    guard let pattern = manifest.dating.fileName else { return nil }
    do {
      return try FileNameFacts.facts(of: Project.fileName(file), pattern: pattern)
    } catch {
      // The name is a help, not the evidence: with a date given it may say what it likes.
      guard published == nil else { return nil }
      throw Problem(
        .usage, at: Project.fileName(file), "its name tells no date that can be: \(error)",
        remedy: "give the day on which the publisher put the file out: --published YYYY-MM-DD (or YYYY-MM)")
    }
  }

  /// What somebody wrote before the name so that we know: `2025-11-10_NAME`, `2025-11_NAME`, or nothing but the date. A
  /// year alone is none: it is more often the year of the data.
  private func prefix(of file: String) -> PublishedDate? {
    let word = Project.fileName(file).prefix { $0 != "_" && $0 != "." }
    guard let date = PublishedDate(word), date.precision != .year else { return nil }
    return date
  }

  /// The date in the file itself, where the publisher writes one there.
  private func dateInside(_ file: String) -> PublishedDate? {
    guard case .json(let pointer) = manifest.dating.source else { return nil }
    let text = try? Formats.jsonText(path: file, name: file, pointer: pointer)
    return text.flatMap { PublishedDate(timestamp: $0) }
  }

  private func nothing(_ file: String, _ count: Int) -> Problem {
    let others = count > 1 ? ", and neither do \(count - 1) more of the \(files.count) files" : ""
    let remedy =
      files.count == 1
      ? "say it: soundings add \(manifest.name) \(file) --published YYYY-MM-DD (or YYYY-MM)"
      : "put the date before the name of each (YYYY-MM-DD_NAME, or YYYY-MM_NAME where only the month is known); with "
        + "--published DATE the files are the pages of one edition"
    return Problem(
      .usage, at: Project.fileName(file), "does not say when it was published\(others); nothing was stored",
      remedy: remedy
    )
  }

  /// Two files of one date are the pages of one edition, or two editions whose order only a person can know.
  private func checkApart(_ given: [Given]) throws {
    for (i, one) in given.enumerated() {
      guard
        let other = given[..<i].first(where: { $0.published.day == one.published.day && $0.through == one.through })
      else { continue }
      let (a, b) = (Project.fileName(other.files[0]), Project.fileName(one.files[0]))
      throw Problem(
        .usage, at: b, "is of \(one.published), and so is \(a); nothing was stored",
        remedy: "if they are pages of one edition, say so with --published \(one.published); "
          + "if one replaced the other, add the older one first, then the newer one")
    }
  }
}

extension Project {
  /// The last part of a path.
  static func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
