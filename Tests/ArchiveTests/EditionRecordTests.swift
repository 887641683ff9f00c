import Foundation
import Model
import System
import Testing

@testable import Archive

/// What is stored is read again, and what was stored is never written over.
@Suite struct EditionRecordTests {
  @Test func anEditionIsReadAsItWasStored() throws {
    let test = try TestArchive()
    let second = try test.add("b", "2025-06-03")
    let first = try test.add("a", "2025-05-03")
    let read = try test.archive.editions(of: "boats")
    // In the order of publication; the number is that of the arrival.
    #expect(read.map(\.snapshots) == [first.snapshots, second.snapshots])
    #expect(read.map(\.published.description) == ["2025-05-03", "2025-06-03"])
    #expect(read.map(\.arrival) == [2, 1])
    #expect(read.map(\.origin) == [.added, .added])
    #expect(try test.bytes(of: read[0].snapshots[0]) == "a")
    #expect(read[0].snapshots[0].file == "boats/\(Hash.sha256(Array("a".utf8))).csv")
    #expect(try test.archive.shortHashes(of: "boats").sorted() == read.map(\.shortHash).sorted())
  }

  @Test func theSameBytesAreStoredOnceUnderTheirFirstName() throws {
    let test = try TestArchive()
    let edition = try test.add("a", "2025-05-03")
    let again = try test.archive.store(
      copyOf: try test.file("a"), dataset: "boats", fileExtension: "txt", url: "elsewhere.txt")
    #expect(again.file == edition.snapshots[0].file)
    #expect(try Files.names(in: test.archive.folder + "/boats").filter { $0.hasSuffix(".txt") } == [])
  }

  @Test(arguments: ["", "{}", "{\"dataset\": \"boats\"", "{\"dataset\": \"cars\"}"])
  func aRecordThatCannotBeReadIsNeverGuessedFrom(text: String) throws {
    let test = try TestArchive()
    try test.add("a", "2025-05-03")
    let name = try #require(try Files.names(in: test.archive.folder + "/boats").first { $0.contains("_") })
    let path = test.archive.folder + "/boats/" + name
    chmod(path, 0o644)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    let problem = #expect(throws: Problem.self) { try test.archive.editions(of: "boats") }
    #expect(problem?.place == path)
    #expect(problem?.what == "the record of an edition is damaged (\(text.utf8.count) bytes)")
    #expect(try test.archive.hasRecords(of: "boats"))
  }

  @Test func anArchiveKeepsItsIdentity() throws {
    let test = try TestArchive()
    #expect(try test.archive.identity() == nil)
    let given = try test.archive.identify()
    #expect(given.count == 32 && given.allSatisfy(\.isHexDigit))
    #expect(try test.archive.identify() == given)
    #expect(try Archive(folder: test.archive.folder).identity() == given)
    let other = try TestArchive()
    #expect(try other.archive.identify() != given)
  }
}
