import System

/// The lines of one project in a crontab: between two marks, of which the first has the hash of what is between them.
package struct CrontabBlock: Equatable, Sendable {
  package let id: String
  /// The project's folder, for people.
  package let folder: String
  /// A crontab line without its line end.
  package let line: String

  /// What a crontab has of a project.
  package enum Found: Equatable, Sendable {
    case nothing
    /// As it was written; with its schedule's fields and the rest.
    case whole(line: String)
    /// Marks without their other half, twice, or around other lines than were written.
    case changed
  }

  package init(_ job: ScheduledJob, _ schedule: Schedule) {
    id = job.id
    folder = job.folder
    // cron ends a command at %, unless a backslash stands before it.
    line = schedule.cron + " " + job.shell.replacing("%", with: "\\%")
  }

  private static func begin(_ id: String) -> String { "# BEGIN soundings \(id) " }
  private static func end(_ id: String) -> String { "# END soundings \(id)" }
  private static func hash(_ line: String) -> String { String(Hash.sha256(line).prefix(12)) }

  package var text: String {
    "\(Self.begin(id))\(Self.hash(line)) \(folder): change it with soundings schedule\n\(line)\n\(Self.end(id))\n"
  }

  /// What a crontab has of the project with this id.
  package static func find(_ id: String, in crontab: String) -> Found {
    let lines = crontab.split(separator: "\n", omittingEmptySubsequences: false)
    let begins = lines.indices.filter { lines[$0].hasPrefix(begin(id)) }
    let ends = lines.indices.filter { lines[$0] == end(id) }
    if begins.isEmpty, ends.isEmpty { return .nothing }
    guard begins.count == 1, ends == [begins[0] + 2],
      lines[begins[0]].dropFirst(begin(id).count).hasPrefix(hash(String(lines[begins[0] + 1])) + " ")
    else { return .changed }
    return .whole(line: String(lines[begins[0] + 1]))
  }

  /// The crontab without the project's block, which it has whole; every other byte stays.
  package static func removing(_ id: String, from crontab: String) -> String {
    replaced(id, in: crontab, with: []) ?? crontab
  }

  /// The crontab with this block in the place of the one that it has, or at its end.
  package func installed(in crontab: String) -> String {
    let lines = text.split(separator: "\n")
    return Self.replaced(id, in: crontab, with: lines)
      ?? crontab + (crontab.isEmpty || crontab.hasSuffix("\n") ? "" : "\n") + text
  }

  /// Nil where there is no block.
  private static func replaced(_ id: String, in crontab: String, with own: [Substring]) -> String? {
    var lines = crontab.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.firstIndex(where: { $0.hasPrefix(begin(id)) }), first + 2 < lines.count,
      lines[first + 2] == end(id)
    else { return nil }
    lines.replaceSubrange(first...first + 2, with: own)
    return lines.joined(separator: "\n")
  }

  /// A line outside of any block that starts a run of the project whose folder this is, typed by hand; nil where there is none.
  package static func lineByHand(in crontab: String, folder: String, dataFolder: String) -> String? {
    var isInside = false
    for line in crontab.split(separator: "\n") {
      if line.hasPrefix("# BEGIN soundings ") { isInside = true }
      if line.hasPrefix("# END soundings ") { isInside = false }
      guard !isInside, !line.drop(while: { $0 == " " || $0 == "\t" }).hasPrefix("#"), line.contains("soundings"),
        line.split(whereSeparator: { " \t'\"".contains($0) }).contains("run")
      else { continue }
      let plain = Substring(line.replacing("\\%", with: "%"))
      if [folder, dataFolder].contains(where: { isNamed($0, in: plain) }) { return String(line) }
    }
    return nil
  }

  /// Whether a command names the folder, or something in it.
  private static func isNamed(_ folder: String, in line: Substring) -> Bool {
    line.ranges(of: folder).contains { found in
      found.upperBound == line.endIndex || " \t'\";&/".contains(line[found.upperBound])
    }
  }
}
