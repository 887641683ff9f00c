import Foundation
import Model
import System
import Testing

@testable import Archive

/// Bytes are compared with their hash before anything reads them, and only the very same bytes come back.
@Suite struct IntactnessTests {
  @Test func damageIsFoundByAnotherProcess() throws {
    let test = try TestArchive()
    let edition = try test.add("a,b", "2025-05-03")
    let snapshot = edition.snapshots[0]
    // Of the same length.
    try test.damage(snapshot, "a;b")
    // A process reads a file once; the next one begins anew.
    #expect(try test.archive.condition(of: snapshot) == .intact)
    let other = Archive(folder: test.archive.folder)
    #expect(try other.condition(of: snapshot) == .damaged(bytes: 3, sha256: Hash.sha256(Array("a;b".utf8))))
    let damage = #expect(throws: ArchiveDamage.self) { try other.requireIntact(snapshot, of: edition) }
    #expect(damage?.problem.what.contains("its SHA-256 is") == true)
    #expect(damage?.problem.remedy.contains("soundings add boats boats.csv --published 2025-05-03") == true)
  }

  @Test func whatIsMissingOrShorterIsFoundWithoutReading() throws {
    let test = try TestArchive()
    let editions = [try test.add("first", "2025-05-03"), try test.add("second", "2025-06-03")]
    #expect(test.archive.firstMissing(editions) == nil)
    unlink(test.archive.path(of: editions[1].snapshots[0]))
    #expect(test.archive.firstMissing(editions)?.what == "the snapshot is missing (boats, edition of 2025-06-03)")
    try test.damage(editions[0].snapshots[0], "f")
    let problem = Archive(folder: test.archive.folder).firstMissing(editions)
    #expect(
      problem?.what == "the snapshot is damaged: it has 1 bytes, but 5 were stored (boats, edition of 2025-05-03)")
  }

  @Test func onlyTheSameBytesRestoreAFile() throws {
    let test = try TestArchive()
    let edition = try test.add("good", "2025-05-03")
    let snapshot = edition.snapshots[0]
    try test.damage(snapshot, "evil")
    let archive = Archive(folder: test.archive.folder)
    try archive.restore(edition, from: [try test.file("other")])
    #expect(try test.bytes(of: snapshot) == "evil")
    #expect(archive.takeRestored("boats") == [])
    try archive.restore(edition, from: [try test.file("good")])
    #expect(try test.bytes(of: snapshot) == "good")
    #expect(archive.takeRestored("boats") == [snapshot.file])
    #expect(archive.takeRestored("boats") == [])
    // What was there is set aside.
    let aside = archive.path(of: snapshot) + ".damaged"
    #expect(try String(contentsOfFile: aside, encoding: .utf8) == "evil")
  }

  @Test func anInspectionReadsEveryByte() throws {
    let test = try TestArchive()
    let editions = [try test.add("first", "2025-05-03"), try test.add("second", "2025-06-03")]
    let good = try test.archive.inspect(shouldStop: { false }, progress: { _ in })
    #expect((good.records, good.snapshots, good.bytes, good.damage.count) == (2, 2, 11, 0))
    try test.damage(editions[0].snapshots[0], "First")
    let damaged = try test.archive.inspect(shouldStop: { false }, progress: { _ in })
    #expect(damaged.damage.map(\.place) == [test.archive.path(of: editions[0].snapshots[0])])
  }
}
