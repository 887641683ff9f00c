import Foundation
import Glibc
import TestTools
import Testing

/// Warehouses and archives that were lost in part or as a whole, in all combinations, in front of every command: nothing that
/// was good is overwritten, the message says what to do, and doing it works.
///
/// All commands in front of all combinations take several minutes. CI tries one command of each combination by chance, with a
/// seed that is printed; SOUNDINGS_ALL_LOST=1 in the environment tries all of them, and SOUNDINGS_ALL_LOST='quarantine show' all that
/// begin so.
@Suite(.tags(.slow)) struct LostStatesTests {
  enum Condition: String, CaseIterable, CustomTestStringConvertible {
    case good, emptied, truncated, older, foreign, missing

    var testDescription: String { rawValue }
  }

  static let commands: [[String]] = [
    ["run", "--offline", "--quiet"], ["run", "boats_seen", "--quiet"], ["run", "--due", "--quiet"],
    ["run", "--dry-run"],
    ["add", "boats_seen", "three.csv", "--published", "2025-05-06"],
    ["backfill", "boats_seen"], ["rebuild"], ["export", "--format", "csv,xlsx,html"],
    ["table", "boats_by_port", "--format", "csv"], ["table", "boats_by_port", "--as-of", "2025-05-03"], ["tables"],
    ["query", "select * from boats_seen", "--format", "csv"],
    ["export", "--as-of", "2025-05-03", "--out", "past"], ["figures", "one"],
    ["trace", "boats_by_port", "--where", "port=Here"], ["diff", "boats_seen"], ["status"], ["runs"], ["verify"],
    ["proof", "one", "--out", "proof.html"], ["proof", "--check", "good.html"],
    ["accept", "boats_seen", "2025-05-04", "--reason", "right"],
    ["withdraw", "boats_seen", "2025-05-04", "--reason", "wrong"], ["quarantine", "list", "boats_seen"],
    ["quarantine", "show", "boats_seen"], ["quarantine", "retry", "boats_seen"], ["trace", "boats"],
    ["verify", "--rebuild"], ["check"], ["new-article", "two"], ["record"], ["evidence"],
    ["add-document", "three.csv", "--source", "https://example.org/page", "--published", "2025-05-06"],
    ["key", "boats_seen", "--document", "https://example.org/", "--quote", "1 May", "--value", "boats=4"],
    ["sign", "boats", "--name", "Ann"],
  ]
  /// They write, so what they print the second time is something else.
  static func isWriting(_ command: [String]) -> Bool {
    ["run", "record", "add", "add-document", "backfill", "rebuild", "accept", "withdraw", "sign"].contains(command[0])
      && !command.contains("--dry-run")
      || command.starts(with: ["quarantine", "retry"])
  }
  /// Commands that are left out of the list, each with the reason.
  static let exceptions: [[String]: String] = [
    ["init"]: "needs no project",
    ["schedule", "print"]: ofNoData, ["schedule", "install"]: ofNoData, ["schedule", "remove"]: ofNoData,
    ["schedule", "status"]: ofNoData,
    ["new"]: "loads by what `add` does; what lists all datasets changes with a new one, whatever the archive is like",
  ]

  private static let ofNoData = "reads neither archive nor warehouse, and writes to the user's crontab"

  /// The program's commands, and those of its commands, as it lists them itself.
  private static func commandsOfTheProgram(_ work: Workdir, _ above: [String] = []) -> [[String]] {
    let help = work.run(above + ["--help"]).out
    guard let list = help.range(of: "SUBCOMMANDS:\n") else { return above.isEmpty ? [] : [above] }
    // `  list (default)   ...`, and further lines of a description, which are indented by more.
    let names = help[list.upperBound...].split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { line in line.split(separator: " ").first.map(String.init) }.filter { $0 != "See" }
    return names.flatMap { commandsOfTheProgram(work, above + [$0]) }
  }

  @Test func everyCommandIsTried() throws {
    let known = Self.commandsOfTheProgram(try Workdir())
    #expect(known.count > 15 && known.contains(["quarantine", "retry"]), "\(known)")
    for command in known where Self.exceptions[command] == nil {
      #expect(
        Self.commands.contains { $0.starts(with: command) },
        "\(command.joined(separator: " ")): put it in the list, or say why it is not there")
    }
  }

  @Test(arguments: Condition.allCases)
  func nothingGoodIsLost(warehouse: Condition) throws {
    var random = SeededRandom.ofTest("nothingGoodIsLost, \(warehouse)")
    let wanted = getenv("SOUNDINGS_ALL_LOST").map { String(cString: $0) }
    let origin = try Origin()
    for archive in Condition.allCases {
      let commands =
        wanted.map { wanted in
          Self.commands.filter { wanted == "1" || $0.joined(separator: " ").hasPrefix(wanted) }
        } ?? Array(Self.commands.shuffled(using: &random).prefix(1))
      for command in commands { try Case(origin, warehouse, archive, command).check() }
    }
  }
}

/// A project with its data folder as it is, as it was before, and that of another one; and what each command does where all is
/// good.
private final class Origin {
  let good: Workdir
  let foreign: Workdir
  /// The results of the commands, and the exports after each.
  private var references: [[[String]]: (result: Workdir.Result, exports: [String: Data])] = [:]

  init() throws {
    func project() throws -> Workdir {
      let work = try Workdir()
      work.now = "2025-05-20T10:00:00Z"
      try work.makeProject(config: "contact: tests@example.org\nretries: 0\n")
      let table = "Pipelines/boats/tables/boats_by_port.sql"
      try work.write(
        work.read(table).replacing(
          "\nselect", with: "\n-- trace boats: boats from boats_seen where port = :port\nselect"),
        table)
      try work.write(
        "title: An article\npublished: 2025-05-10\nfigures:\n  - id: boats\n    clause: boats\n    printed: 7\n"
          + "    rule: equals\n    cell: {table: boats_by_port, column: boats, where: {port: There}}\n",
        "Pipelines/articles/one.yaml")
      return work
    }
    good = try project()
    foreign = try project()
    func add(_ work: Workdir, _ name: String, _ rows: String, _ day: String) throws {
      try work.write("Day,Port,Boats\n" + rows, name)
      let added = work.run("add", "boats_seen", name, "--published", day)
      // The figure differs from day to day.
      #expect(added.status == 0 || added.status == 3, "\(added.err)")
    }
    try good.write("Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,There,3\n3 May 2025,Far,many\n", "one.csv")
    #expect(good.run("add", "boats_seen", "one.csv", "--published", "2025-05-03").status == 1)
    let accepted = good.run("accept", "boats_seen", "2025-05-03", "--reason", "it is so")
    #expect(accepted.status == 0 || accepted.status == 3, "\(accepted.err)")
    try FileManager.default.copyItem(atPath: good.path("Data"), toPath: good.path("older"))
    try add(good, "two.csv", "1 May 2025,Here,2\n2 May 2025,There,7\n", "2025-05-04")
    try add(good, "wrong.csv", "1 May 2025,Here,2\n2 May 2025,There,9\n", "2025-05-05")
    let withdrawn = good.run("withdraw", "boats_seen", "2025-05-05", "--reason", "a mistake")
    #expect(withdrawn.status == 0 || withdrawn.status == 3, "\(withdrawn.err)")
    let proof = good.run("proof", "one", "--out", "good.html")
    #expect(proof.status == 0, "\(proof.err)")
    try good.write("Day,Port,Boats\n1 May 2025,Here,4\n2 May 2025,There,7\n", "three.csv")
    try add(foreign, "one.csv", "1 May 2025,Here,100\n2 May 2025,There,200\n", "2025-05-04")
  }

  /// The project with a warehouse and an archive in these conditions, and the good exports.
  func project(_ warehouse: LostStatesTests.Condition, _ archive: LostStatesTests.Condition) throws -> Workdir {
    let work = try Workdir()
    work.now = good.now
    for name in ["Pipelines", "Config", "three.csv", "good.html"] {
      try FileManager.default.copyItem(atPath: good.path(name), toPath: work.path(name))
    }
    try FileManager.default.createDirectory(atPath: work.path("Data"), withIntermediateDirectories: false)
    try FileManager.default.copyItem(atPath: good.path("Data/exports"), toPath: work.path("Data/exports"))
    let file = "Data/soundings.sqlite"
    switch warehouse {
    case .missing: break
    case .emptied: try work.write(Data(), file)
    case .older: try work.write(Data(contentsOf: URL(fileURLWithPath: good.path("older/soundings.sqlite"))), file)
    case .foreign: try work.write(Data(contentsOf: URL(fileURLWithPath: foreign.path(file))), file)
    case .good, .truncated:
      let bytes = try Data(contentsOf: URL(fileURLWithPath: good.path(file)))
      try work.write(warehouse == .good ? bytes : bytes.prefix(bytes.count / 2), file)
    }
    let from: String? =
      switch archive {
      case .missing: nil
      case .older: good.path("older/archive")
      case .foreign: foreign.path("Data/archive")
      case .good, .emptied, .truncated: good.path("Data/archive")
      }
    if let from { try FileManager.default.copyItem(atPath: from, toPath: work.path("Data/archive")) }
    if archive == .emptied || archive == .truncated {
      for name in try Self.tree(work.path("Data/archive")) where archive == .emptied || name.contains("2025-05-04_") {
        let path = work.path("Data/archive/" + name)
        chmod(path, 0o644)
        let size = try Data(contentsOf: URL(fileURLWithPath: path)).count
        truncate(path, archive == .emptied ? 0 : size / 2)
      }
    }
    return work
  }

  /// What the last of some commands does where all is good, and the exports after it.
  func reference(_ commands: [[String]]) throws -> (result: Workdir.Result, exports: [String: Data]) {
    if let known = references[commands] { return known }
    let work = try project(.good, .good)
    let results = commands.map { work.run($0) }
    let reference = (try #require(results.last), try Self.files(work.path("Data/exports")))
    references[commands] = reference
    return reference
  }

  static func tree(_ folder: String) throws -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder) && !isFolder.boolValue
    }
  }

  static func files(_ folder: String) throws -> [String: Data] {
    try Dictionary(
      uniqueKeysWithValues: tree(folder).map { ($0, try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0))) })
  }
}

/// One command in front of one combination.
private final class Case {
  private let origin: Origin
  private let warehouse: LostStatesTests.Condition
  private let archive: LostStatesTests.Condition
  private let command: [String]
  private let work: Workdir
  private let good: [String: Data]
  private var trail: [String] = []

  init(
    _ origin: Origin, _ warehouse: LostStatesTests.Condition, _ archive: LostStatesTests.Condition, _ command: [String]
  ) throws {
    self.origin = origin
    self.warehouse = warehouse
    self.archive = archive
    self.command = command
    work = try origin.project(warehouse, archive)
    good = try Origin.files(origin.good.path("Data/exports"))
  }

  private var place: Comment {
    "\(command.joined(separator: " ")) with warehouse \(warehouse), archive \(archive):\n\(trail.joined(separator: "\n"))"
  }

  func check() throws {
    try bring(command)
    // The project as a whole is good again as well.
    try bring(["run", "--offline", "--quiet"], after: command)
    let verified = work.run("verify")
    trail.append("verify: \(verified.status) \(verified.out)\(verified.err)")
    #expect(verified.status == 0, place)
  }

  /// Runs a command and what its messages say until it does what it does where all is good.
  ///
  /// - Parameter before: what was typed before.
  private func bring(_ command: [String], after before: [String]? = nil) throws {
    let reference = try origin.reference([before, command].compactMap(\.self))
    let expected = reference.result
    for _ in 0..<7 {
      let stored = try Origin.files(work.path("Data"))
      let result = work.run(command)
      trail.append("\(command.joined(separator: " ")): \(result.status) \(result.err)")
      try requireNothingOverwritten(stored, reference.exports, by: command)
      if try isDone(command, result, expected, reference.exports) { return }
      guard let remedy = result.errors.first(where: { $0.hasPrefix("-> ") }) else {
        Issue.record("says nothing of what is wrong: \(result.out)\n\(place)")
        return
      }
      guard try follow(remedy) else { return }
    }
    Issue.record("is not good after all that the messages said\n\(place)")
  }

  private func isDone(
    _ command: [String], _ result: Workdir.Result, _ expected: Workdir.Result, _ exports: [String: Data]
  ) throws -> Bool {
    if LostStatesTests.isWriting(command) {
      // What was done already the first time is refused the second time. An older ledger has other verdicts before these
      // (3: a figure got worse).
      let statuses = [expected.status, 64] + ([0, 3].contains(expected.status) ? [0, 3] : [])
      return try statuses.contains(result.status)
        && Origin.files(work.path("Data/exports")) == exports
    }
    guard result.status == expected.status, result.err == expected.err else { return false }
    // They name paths and times; the ledger of the runs is in the warehouse alone.
    return ["export", "proof", "verify", "status", "runs"].contains(command[0]) || result.out == expected.out
  }

  private func requireNothingOverwritten(
    _ before: [String: Data], _ expected: [String: Data], by command: [String]
  ) throws {
    let after = try Origin.files(work.path("Data"))
    let kept = Set(after.filter { $0.key.hasPrefix("archive/") }.values)
    for (name, bytes) in before where name.hasPrefix("archive/") && !bytes.isEmpty {
      #expect(kept.contains(bytes), "\(name) was changed or removed\n\(place)")
    }
    for (name, bytes) in good {
      let now = after["exports/" + name]
      #expect(now == bytes || now == expected[name], "exports/\(name) was overwritten\n\(place)")
    }
    guard !LostStatesTests.isWriting(command), command[0] != "figures" else { return }
    #expect(after["soundings.sqlite"] == before["soundings.sqlite"], "the warehouse was changed\n\(place)")
  }

  /// Does what a remedy says.
  ///
  /// - Returns: false if it says nothing that could be done.
  private func follow(_ remedy: String, isSecond: Bool = false) throws -> Bool {
    let restores = ["put ", "mount or restore", "restore ", "look for"].contains { remedy.dropFirst(3).hasPrefix($0) }
    let goodArchive = try Origin.files(origin.good.path("Data/archive"))
    let here = try Origin.files(work.path("Data/archive"))
    if restores, !goodArchive.allSatisfy({ here[$0.key] == $0.value }) {
      trail.append("  (restored the archive)")
      if work.exists("Data/archive") {
        try FileManager.default.moveItem(atPath: work.path("Data/archive"), toPath: work.path("aside-\(trail.count)"))
      }
      try FileManager.default.copyItem(atPath: origin.good.path("Data/archive"), toPath: work.path("Data/archive"))
      guard remedy.contains("then: soundings rebuild") && !remedy.contains("to start over with") else { return true }
      return try type("soundings rebuild", isSecond: isSecond)
    }
    if restores {
      // It is there, so what does not fit to it is the warehouse: "move PATH away, then: soundings rebuild".
      guard let move = remedy.range(of: "move "),
        let away = remedy.range(of: " away", range: move.upperBound..<remedy.endIndex)
      else {
        Issue.record("wants an archive that is there already\n\(place)")
        return false
      }
      let path = String(remedy[move.upperBound..<away.lowerBound])
      trail.append("  (moved \(path) away)")
      try FileManager.default.moveItem(atPath: work.path(path), toPath: work.path("aside-\(trail.count)"))
      return try type("soundings rebuild", isSecond: isSecond)
    }
    guard let start = remedy.range(of: "soundings ") else {
      Issue.record("names nothing that could be done\n\(place)")
      return false
    }
    return try type(String(remedy[start.lowerBound...].prefix { !";(,".contains($0) }), isSecond: isSecond)
  }

  /// Types a command, and follows what that says once.
  private func type(_ command: String, isSecond: Bool = false) throws -> Bool {
    let words = command.split(separator: " ").dropFirst().map { $0.replacingOccurrences(of: "\"", with: "") }
    let result = work.run(words)
    trail.append("  \(command): \(result.status) \(result.err)")
    guard !isSecond, result.status != 0, let next = result.errors.first(where: { $0.hasPrefix("-> ") }) else {
      return true
    }
    return try follow(next, isSecond: true)
  }
}
