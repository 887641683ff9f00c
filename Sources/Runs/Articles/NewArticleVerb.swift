import Glibc
import Manifest
import Model
import Publishing
import System

/// `soundings new-article NAME`: writes an article's file to start from.
package struct NewArticleVerb {
  package var name: String
  package var published: Day?

  package init(name: String, published: Day?) {
    self.name = name
    self.published = published
  }

  package struct Report: Encodable, Sendable {
    /// The path of the new file.
    package var file: String
  }

  /// - Throws: ``Problem`` if the name is not valid, or the file exists or cannot be written.
  package func run(_ project: Project) throws -> Report {
    guard ArticleManifest.isName(name) else {
      throw Problem(
        .usage, at: name, "is not a valid name for an article",
        remedy: "begin with a lower-case letter, then use lower-case letters, digits, underscores and hyphens")
    }
    let folder = project.pipelinesFolder + "/articles"
    let path = "\(folder)/\(name).yaml"
    guard !Files.exists(path) else {
      throw Problem(
        .usage, at: path, "already exists", remedy: "edit it, or choose another name: soundings new-article NAME")
    }
    try Files.makeFolder(folder)
    try AtomicFile.write(Array(Self.text(name: name, published: published ?? project.clock.today()).utf8), to: path)
    return Report(file: path)
  }

  static func text(name: String, published: Day) -> String {
    """
    title: \(name)
    published: \(published)
    # address: https://...

    figures:
      # A figure without public data says so; its verdict is "unsupported".
      - id: first-figure
        clause: quote one short clause here
        data: none
        reason: not yet looked for

      # Otherwise: what is printed, the rule, and one SELECT over datasets that gives one row and one column.
      # List the tables: soundings tables. Try it: soundings figures \(name)
      #
      # - id: strikes
      #   clause: its 21st known strike
      #   printed: 21                # 15,000 or 2.5 or 50 million; a date as YYYY-MM-DD or YYYY-MM
      #   unit: strikes
      #   rule: equals               # rounds to, at least, about, before, after,
      #                              # {about: 500}, {between: [LOW, HIGH]}, {before: DATE}, {ratio: {base: select ...}};
      #                              # without 'printed' also {at least: 1}
      #   sql: |
      #     select max(strikes) from DATASET where as_of_date <= '\(published)'
      #   records:                   # what the SQL is based on: soundings trace strikes, soundings proof \(name)
      #     - DATASET where as_of_date <= '\(published)'
      #   caveat: what must be stated with it      # or {text: ..., when: select ...}: only if that is not 0
      #   checked_by: your name, \(published)
      #
      # - id: from-a-table
      #   clause: quote one short clause here
      #   printed: 12.5
      #   unit: percent
      #   rule: rounds to
      #   cell: {table: TABLE, column: COLUMN, where: {fiscal_year: 2024}}
      #   closed: the year is closed, so that the data's age does not matter

    """
  }
}
