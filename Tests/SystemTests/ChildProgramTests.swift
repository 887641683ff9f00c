import Foundation
import Glibc
import System
import Testing

@Suite struct ChildProgramTests {
  private func run(
    _ script: String, _ change: (inout ChildProgram) -> Void = { _ in }
  ) throws -> (end: ChildProgram.End, out: String, err: String) {
    let folder = try PrivateFolder()
    var program = ChildProgram(path: "/bin/sh", timeoutSeconds: 60)
    change(&program)
    let end = try program.run(["-c", script], in: folder.path, standardOutput: "out")
    func text(_ name: String) -> String {
      (try? String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)) ?? ""
    }
    return (end, text("out").replacing(folder.path, with: "FOLDER"), text("stderr"))
  }

  @Test func itRunsInItsFolderAndSeesNothingOfItsUser() throws {
    let result = try run("pwd; echo $HOME $TZ $LC_ALL $USER; cat; echo oh >&2; exit 3")
    #expect(result.end == .exited(code: 3))
    #expect(result.out == "FOLDER\nFOLDER UTC C.UTF-8\n" && result.err == "oh\n")
    #expect(try run("kill -9 $$").end == .ended(signal: SIGKILL))
  }

  @Test func itIsStopped() throws {
    #expect(try run("exec sleep 600") { $0.isStopped = { _ in true } }.end == .stopped)
    #expect(try run("exec sleep 600") { $0.timeoutSeconds = 0 }.end == .stopped)
  }

  @Test func itHasLimits() throws {
    let limited = try run("ulimit -v; ulimit -f") {
      $0.memory = 1 << 30
      $0.output = 1 << 20
    }
    #expect(limited.out == "1048576\n2048\n")
    let end = try run("while :; do echo 0123456789012345678901234567890123456789; done") { $0.output = 1 << 16 }.end
    #expect(end == .ended(signal: SIGXFSZ))
  }

  @Test func itIsNotThere() throws {
    #expect(ChildProgram.installed("sh", searchPath: "relative:/nonexistent:/bin") == "/bin/sh")
    #expect(ChildProgram.installed("sh", searchPath: nil) == nil)
    let folder = try PrivateFolder()
    let program = ChildProgram(path: "/nonexistent/program", timeoutSeconds: 60)
    // env says so.
    #expect(try program.run([], in: folder.path) == .exited(code: 127))
  }
}
