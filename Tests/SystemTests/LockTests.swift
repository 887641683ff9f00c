import Glibc
import Model
import System
import Testing

@Suite struct LockTests {
  @Test func oneAtATime() throws {
    let folder = try PrivateFolder(name: "soundings-lock")
    let data = folder.path + "/new/data"
    #expect(Lock.holder(dataFolder: data) == nil)
    var lock: Lock? = try Lock(dataFolder: data, command: "run", since: "2026-01-02T03:04:05Z")
    let holder = try #require(Lock.holder(dataFolder: data))
    #expect(holder.hasSuffix(", soundings run, since 2026-01-02T03:04:05Z"))
    let problem = try #require(throws: Problem.self) { try Lock(dataFolder: data, command: "add", since: "") }
    #expect(problem.kind == .locked)
    #expect(problem.what == "another run holds the lock: \(holder)")
    withExtendedLifetime(lock) {}
    lock = nil
    #expect(Lock.holder(dataFolder: data) == nil)
    _ = try Lock(dataFolder: data, command: "add", since: "")
  }

  /// Whoever put it there: what the link points to must not be emptied.
  @Test func aLinkIsNeverFollowed() throws {
    let folder = try PrivateFolder(name: "soundings-lock")
    let diary = folder.path + "/diary"
    try AtomicFile.write(Array("dear diary".utf8), to: diary)
    try #require(symlink(diary, folder.path + "/.lock") == 0)
    let problem = try #require(throws: Problem.self) { try Lock(dataFolder: folder.path, command: "run", since: "") }
    #expect(problem.what.hasPrefix("is a symbolic link"))
    #expect(problem.remedy == "remove the link: rm \(folder.path)/.lock")
    #expect(Lock.holder(dataFolder: folder.path) == nil)
    #expect(try Files.bytes(of: diary) == Array("dear diary".utf8))
  }

  @Test func aHardLinkIsNeverEmptied() throws {
    let folder = try PrivateFolder(name: "soundings-lock")
    let diary = folder.path + "/diary"
    try AtomicFile.write(Array("dear diary".utf8), to: diary)
    try #require(link(diary, folder.path + "/.lock") == 0)
    let problem = try #require(throws: Problem.self) { try Lock(dataFolder: folder.path, command: "run", since: "") }
    #expect(problem.what.hasPrefix("is another file too, by a hard link"))
    #expect(try Files.bytes(of: diary) == Array("dear diary".utf8))
    // The remedy, as typed.
    #expect(problem.remedy == "remove this name of it: rm \(folder.path)/.lock")
    unlink(folder.path + "/.lock")
    _ = try Lock(dataFolder: folder.path, command: "run", since: "")
    #expect(try Files.bytes(of: diary) == Array("dear diary".utf8))
  }
}
