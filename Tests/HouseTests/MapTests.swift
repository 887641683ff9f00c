import ArgumentParser
import Foundation
import Testing

@testable import soundings

/// Sources/README.md and the table of commands in README.md say what is there, and nothing that is not.
@Suite struct MapTests {
  static let root: String = {
    var parts = #filePath.split(separator: "/")
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  static func text(_ path: String) throws -> String {
    try String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  /// All that stands in backquotes.
  static func quoted(_ text: String) -> [String] {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
  }

  static func entries(_ folder: String = "Sources") throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: root + "/" + folder)
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: root + "/Sources/" + path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  @Test func everyRoomAndFolderIsOnTheMap() throws {
    let named = Set(Self.quoted(try Self.text("Sources/README.md")))
    for path in try Self.entries() where Self.isFolder(path) {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      #expect(named.contains(name), "Sources/\(path) is not on the map")
    }
  }

  @Test func everyFileOnTheMapIsThere() throws {
    let paths = try Self.entries()
    for name in Self.quoted(try Self.text("Sources/README.md")) where name.hasSuffix(".swift") {
      let path = Self.root + "/" + name
      let isThere = paths.contains { $0 == name || $0.hasSuffix("/" + name) }
      #expect(isThere || FileManager.default.fileExists(atPath: path), "\(name) is on the map only")
    }
  }

  @Test func noRoomIsCrowded() throws {
    for part in ["Sources", "Tests"] {
      var files: [Substring: Int] = [:]
      for path in try FileManager.default.subpathsOfDirectory(atPath: Self.root + "/" + part)
      where path.hasSuffix(".swift") {
        files[path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex), default: 0] += 1
      }
      for (folder, count) in files { #expect(count <= 15, "\(part)/\(folder) holds \(count) files") }
    }
  }

  @Test(arguments: ["Sources", "Tests"]) func aTypeIsFoundByItsFilesName(_ part: String) throws {
    for path in try Self.entries(part) where path.hasSuffix(".swift") {
      let name = path.split(separator: "/").last.map { $0.dropLast(".swift".count) } ?? ""
      for type in Self.types(in: try Self.text(part + "/" + path)) {
        #expect(
          name == type || name.hasPrefix(type + "+"),
          "\(type) is in \(part)/\(path): give it a file of its own, or nest it in the type that it belongs to")
      }
    }
  }

  /// A file is found by its name, without its folder.
  @Test func noTwoFilesHaveOneName() throws {
    let names = try Self.entries().filter { $0.hasSuffix(".swift") }.map { $0.split(separator: "/").last ?? "" }
    #expect(names.count > 300)
    for (name, group) in Dictionary(grouping: names, by: \.self) {
      #expect(group.count == 1, "\(group.count) files are named \(name)")
    }
  }

  /// A suite is named on the command line, in a report and by `scripts/check`: two of one name would be one.
  @Test func noTwoSuitesHaveOneName() throws {
    var places: [String: [String]] = [:]
    for path in try Self.entries("Tests") where path.hasSuffix("Tests.swift") {
      for type in Self.types(in: try Self.text("Tests/" + path)) { places[type, default: []].append(path) }
    }
    #expect(places.count > 100)
    for (name, paths) in places { #expect(paths.count == 1, "\(name): \(paths.sorted())") }
  }

  /// What starts processes takes seconds when all tests run at once, however short it is alone.
  @Test func whatStartsProcessesIsSlow() throws {
    for path in try Self.entries("Tests") where path.hasSuffix("Tests.swift") && !path.hasSuffix("/MapTests.swift") {
      let text = try Self.text("Tests/" + path)
      let starts = ["Workdir", "StandIn(", "TestClient(", "TestProject", "PipelinesCopy"].contains { text.contains($0) }
      #expect(!starts || text.contains(".tags(.slow)"), "\(path) needs .tags(.slow): scripts/check runs it")
    }
  }

  /// The tests of a room are in the target of its name; these are of no single room.
  static let targetsOfNoRoom: Set = ["HouseTests", "PipelineTests", "PipelineTools", "StandIn", "TestTools"]

  @Test func everyRoomHasItsTests() throws {
    func folders(_ part: String) throws -> Set<String> {
      Set(try FileManager.default.contentsOfDirectory(atPath: Self.root + "/" + part).filter { !$0.contains(".") })
    }
    // Rooms without a line of Swift are module maps of C libraries; the program's tests run its commands.
    let rooms = try folders("Sources").filter { room in
      try Self.entries("Sources/" + room).contains { $0.hasSuffix(".swift") }
    }
    let wanted = rooms.map { ($0 == "soundings" ? "Command" : $0) + "Tests" }
    #expect(try folders("Tests") == Set(wanted).union(Self.targetsOfNoRoom))
  }

  /// Where a room has folders, its tests have the same ones, or none.
  @Test(arguments: ["Runs", "Warehouse", "Formats", "Fetching", "Manifest"]) func testsMirrorTheRoom(_ room: String)
    throws
  {
    for path in try Self.entries("Tests/\(room)Tests") where path.hasSuffix(".swift") {
      guard let end = path.lastIndex(of: "/") else { continue }
      #expect(Self.isFolder("\(room)/\(path[..<end])"), "Tests/\(room)Tests/\(path) is in no folder of Sources/\(room)")
    }
  }

  @Test func everyFormOfDeclarationIsSeen() {
    let source = """
      struct One {
        struct Nested {}
      }
      @Suite("Of, say, two", .tags(.slow)) struct Suite {}
      package final class Two: Sendable {}
      @main
      enum Three {}
      indirect enum Four { case x }
      @available(*, deprecated) public protocol Five<Value>: AnyObject {}
      actor Six {}
      package typealias Seven = () throws -> Int
      private struct Hidden {}
      fileprivate final class AlsoHidden {}
      @available(*, deprecated) fileprivate struct HiddenToo {}
      extension Elsewhere {}
      package func structure() {}
      // struct InAComment
      """
    #expect(Self.types(in: source) == ["One", "Suite", "Two", "Three", "Four", "Five", "Six", "Seven"])
  }

  /// The types that a file declares at its top level, which formatted sources do at the beginning of a line, without
  /// those that are private.
  static func types(in source: String) -> [String] {
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "actor", "typealias"]
    let modifiers: Set<Substring> = ["package", "public", "internal", "open", "final", "indirect", "nonisolated"]
    return source.split(separator: "\n").compactMap { line in
      var words = line.split(separator: " ", omittingEmptySubsequences: false)[...]
      if line.hasPrefix("@") {
        // The words of an attribute, whose arguments may have blanks.
        words = words.drop { !kinds.contains($0) && !modifiers.contains($0) && !$0.hasSuffix("private") }
      }
      words = words.drop { modifiers.contains($0) }
      guard let kind = words.first, kinds.contains(kind), let name = words.dropFirst().first else { return nil }
      return String(name.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }
  }

  @Test func everyCommandIsInTheTableAndNoOther() throws {
    let table = try Self.text("README.md").split(separator: "\n").filter { $0.hasPrefix("| `soundings ") }
    let named = table.compactMap { line in
      line.dropFirst("| `soundings ".count).prefix { $0.isLowercase || $0 == "-" }
    }.map(String.init)
    let commands = Soundings.configuration.subcommands.map { $0._commandName }
    #expect(Set(named) == Set(commands))
    #expect(named.count == commands.count, "a command has two rows")
    for command in Soundings.configuration.subcommands {
      #expect(!command.configuration.abstract.isEmpty, "\(command._commandName) has no abstract")
    }
  }
}
