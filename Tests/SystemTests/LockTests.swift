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
}
