import System
import Fetching
import Formats
import Manifest
import Model

/// Determines when the files given to `add` were published, and which of them make an edition together.
struct FileDating {
  let manifest: DatasetManifest
  let files: [String]
  /// The value of `--published`.
  let published: String?
  let today: Day

  /// The files of one edition.
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
      try check(date, at: Files.name(of: file))
      guard date.day >= PublishedDate.earliestPossible else {
        throw Problem(
          .usage, at: Files.name(of: file), "its date, \(date), is too early for any such file",
          remedy: "give the day on which the publisher put the file out: --published YYYY-MM-DD (or YYYY-MM)")
      }
      given.append(Given(published: date, through: facts?.through, files: [file]))
    }
    if let first = undated.first { throw problem(undated: first, count: undated.count) }
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
        .usage, at: place, "\(date) is in the future", remedy: "give the day on which the publisher put the file out")
    }
    guard date.day.civil.year >= 1900 else {
      throw Problem(.usage, at: place, "\(date) is too early for any such data", remedy: "check the year")
    }
  }

  private func factsOfName(_ file: String) throws -> FileNameFacts? {
    guard let pattern = manifest.dating.fileName else { return nil }
    do {
      return try FileNameFacts.facts(of: Files.name(of: file), pattern: pattern, forms: manifest.dating.written)
    } catch {
      // With --published the name need not contain a date.
      guard published == nil else { return nil }
      throw Problem(
        .usage, at: Files.name(of: file), "its name contains no possible date: \(error)",
        remedy: "give the day on which the publisher put the file out: --published YYYY-MM-DD (or YYYY-MM)")
    }
  }

  /// The date written before the name: `2025-11-10_NAME`, `2025-11_NAME`, or only the date. A year alone does not
  /// count: usually it is the year of the data.
  private func prefix(of file: String) -> PublishedDate? {
    let word = Files.name(of: file).prefix { $0 != "_" && $0 != "." }
    guard let date = PublishedDate(word), date.precision != .year else { return nil }
    return date
  }

  /// The date inside the file, if the publisher writes one there.
  ///
  /// - Throws: ``Problem`` where the file cannot be read, or states two dates.
  private func dateInside(_ file: String) throws -> PublishedDate? {
    guard let place = manifest.dating.place,
      let text = try DateInside.text(in: file, name: file, of: manifest)
    else { return nil }
    guard let date = manifest.dating.date(of: text) else {
      throw Problem(
        .usage, at: Files.name(of: file),
        "its date \(place) is \"\(text.prefix(80))\", which is not in the form \(manifest.dating.form); nothing was stored",
        remedy:
          "correct edition.written in \(manifest.manifestPath), or give the date: soundings add \(manifest.name) \(file) "
          + "--published YYYY-MM-DD (or YYYY-MM)")
    }
    return date
  }

  private func problem(undated file: String, count: Int) -> Problem {
    let others = count > 1 ? ", and \(count - 1) more of the \(files.count) files have none" : ""
    let remedy =
      files.count == 1
      ? "give it: soundings add \(manifest.name) \(file) --published YYYY-MM-DD (or YYYY-MM)"
      : "put the date before the name of each (YYYY-MM-DD_NAME, or YYYY-MM_NAME where only the month is known); with "
        + "--published DATE the files are the pages of one edition"
    return Problem(
      .usage, at: Files.name(of: file), "has no published date\(others); nothing was stored",
      remedy: remedy
    )
  }

  /// Rejects two files with the same date: they are pages of one edition, or editions whose order only a person knows.
  private func checkApart(_ given: [Given]) throws {
    for (i, one) in given.enumerated() {
      guard
        let other = given[..<i].first(where: { $0.published.day == one.published.day && $0.through == one.through })
      else { continue }
      let (a, b) = (Files.name(of: other.files[0]), Files.name(of: one.files[0]))
      throw Problem(
        .usage, at: b, "has the date \(one.published), like \(a); nothing was stored",
        remedy: "if they are the pages of one edition, add them with --published \(one.published); "
          + "if one replaced the other, add the older one first, then the newer one")
    }
  }
}
