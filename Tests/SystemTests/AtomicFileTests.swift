import Glibc
import Model
import Testing

@testable import System

@Suite final class AtomicFileTests {
  private let folder: String

  init() throws {
    var template = Array("/tmp/soundings-publishing-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!).map { String(cString: $0) } }
    folder = try #require(made)
  }

  deinit {
    chmod(folder, 0o700)
    for path in ["/x.csv", "/.x.csv.new", "/file"] { unlink(folder + path) }
    unlink(folder + "/.dir.new")
    for path in ["/dir", "/a/b/c", "/a/b", "/a", ""] { rmdir(folder + path) }
  }

  private func contents(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let n = read(file, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, n)))
  }

  private func names() -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  @Test func writesAndReplaces() throws {
    let path = folder + "/x.csv"
    #expect(try AtomicFile.write(Array("a".utf8), to: path))
    #expect(try AtomicFile.write(Array("bc".utf8), to: path))
    #expect(contents(path) == Array("bc".utf8))
    #expect(try AtomicFile.write([], to: path))
    #expect(contents(path) == [])
    #expect(names() == ["x.csv"])
  }

  @Test func severalNewFilesAreWrittenAllOrNone() throws {
    let files = [(path: folder + "/x.csv", bytes: Array("a".utf8)), (path: folder + "/file", bytes: Array("bc".utf8))]
    let missing = (path: folder + "/none/y.csv", bytes: [UInt8(1)])
    #expect(throws: Problem.self) { try AtomicFile.writeNew([files[0], missing, files[1]]) }
    #expect(names() == [])
    // The second cannot get its name: a folder has it.
    mkdir(folder + "/dir", 0o700)
    #expect(throws: Problem.self) { try AtomicFile.writeNew([files[0], (folder + "/dir", [1])]) }
    #expect(names() == ["dir"])
    try AtomicFile.writeNew(files, isReadOnly: true)
    #expect(names() == ["dir", "file", "x.csv"])
    #expect(files.allSatisfy { contents($0.path) == $0.bytes })
  }

  @Test func leavesTheSameBytesAlone() throws {
    let path = folder + "/x.csv"
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
    try AtomicFile.write(bytes, to: path)
    var before = stat()
    #expect(stat(path, &before) == 0)
    #expect(try !AtomicFile.write(bytes, to: path))
    var after = stat()
    #expect(stat(path, &after) == 0)
    #expect(before.st_ino == after.st_ino && before.st_mtim.tv_nsec == after.st_mtim.tv_nsec)
    var changed = bytes
    changed[199_999] ^= 1
    #expect(try AtomicFile.write(changed, to: path))
    #expect(contents(path) == changed)
  }

  @Test func takesOverWhatAKilledWriterLeft() throws {
    let left = open(folder + "/.x.csv.new", O_WRONLY | O_CREAT, 0o644)
    #expect(Glibc.write(left, "a longer left-over", 18) == 18)
    close(left)
    try AtomicFile.write(Array("new".utf8), to: folder + "/x.csv")
    #expect(contents(folder + "/x.csv") == Array("new".utf8))
    #expect(names() == ["x.csv"])
  }

  @Test func manyWritersLeaveOneWholeFile() async throws {
    let path = folder + "/x.csv"
    let versions = (0..<8).map { [UInt8](repeating: UInt8($0), count: 50_000 + $0) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for version in versions { group.addTask { try AtomicFile.write(version, to: path) } }
      try await group.waitForAll()
    }
    #expect(contents(path).map(versions.contains) == true)
    #expect(names() == ["x.csv"])
  }

  private func problem(_ path: String) -> Problem? {
    do {
      try AtomicFile.write([1], to: path)
      return nil
    } catch { return error as? Problem }
  }

  @Test func saysWhyItCannotWrite() throws {
    try AtomicFile.write([1], to: folder + "/file")
    try Files.makeFolder(folder + "/dir")
    let missing = try #require(problem(folder + "/none/x.csv"))
    #expect(missing.what == "cannot be written: the folder \(folder)/none is not there")
    #expect(missing.description.split(separator: "\n").count == 2)
    #expect(problem(folder + "/file/x.csv")?.what == "cannot be written: a part of \(folder)/file is a file")
    #expect(problem(folder + "/dir")?.what == "cannot be written: a folder has this name")
    #expect(problem("/dev/null")?.what == "is not a regular file")
  }

  @Test(.enabled(if: getuid() != 0, "root may write anywhere"))
  func saysThatTheFolderIsClosed() throws {
    chmod(folder, 0o500)
    let closed = try #require(problem(folder + "/x.csv"))
    #expect(closed.what == "cannot be written: Permission denied")
    #expect(closed.kind == .failed)
  }

  @Test func saysThatTheDiskIsFull() throws {
    let full = OpenFile(open("/dev/full", O_WRONLY), path: "out/x.csv")
    do throws(FileFailure) {
      try full.write([1, 2, 3])
      Issue.record("a full disk took bytes")
    } catch {
      let problem = error.problem
      #expect(problem.what == "cannot be written: the disk is full: about 1 MB are needed")
      #expect(problem.remedy.hasPrefix("make room for 1 MB on the disk of /"), "\(problem.remedy)")
    }
  }

  @Test func takesAwayThePermissionToWrite() throws {
    let path = folder + "/record.json"
    try AtomicFile.write([1], to: path, isReadOnly: true)
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o444)
  }
}
