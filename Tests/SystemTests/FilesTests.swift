import Glibc
import Model
import Testing

@testable import System

@Suite struct FilesTests {
  private let folder: PrivateFolder
  private var path: String { folder.path }

  init() throws { folder = try PrivateFolder(name: "soundings-files") }

  @Test func makesFolders() throws {
    try Files.makeFolder(path + "/a/b/c")
    try Files.makeFolder(path + "/a/b/c/")
    try AtomicFile.write([1], to: path + "/file")
    #expect(throws: Problem.self) { try Files.makeFolder(path + "/file") }
    #expect(throws: Problem.self) { try Files.makeFolder(path + "/file/x") }
    #expect(throws: Problem.self) { try Files.makeFolder("") }
  }

  @Test func listsWhatIsInAFolder() throws {
    try Files.makeFolder(path + "/b/d")
    for name in ["a", "B", ".hidden", "b/c", "b/d/e"] { try AtomicFile.write([1], to: "\(path)/\(name)") }
    #expect(symlink(path, path + "/link") == 0)
    #expect(try Files.names(in: path) == ["B", "a", "b", "link"])
    #expect(try Files.names(in: path, hidden: true) == [".hidden", "B", "a", "b", "link"])
    #expect(try Files.names(in: path, startingWith: "l") == ["link"])
    #expect(try Files.tree(in: path) == ["B", "a", "b/c", "b/d/e", "link"])
    #expect(try Files.names(in: path + "/none") == [])
    #expect(throws: Problem.self) { try Files.names(in: path + "/a") }
  }

  /// With a file system that has such files, and as on one that has none.
  @Test(arguments: [true, false]) func anUnnamedFileHasNoNameAtAnyTime(isSupported: Bool) throws {
    let file = try UnnamedFile.open(in: path, isSupported: isSupported)
    #expect(try Files.names(in: path, hidden: true) == [])
    try file.write([1, 2, 3])
    // By this name it can be read as long as it is open.
    #expect(try Files.bytes(of: "/proc/self/fd/\(file.descriptor)") == [1, 2, 3])
    let problem = #expect(throws: FileFailure.self) {
      try UnnamedFile.open(in: path + "/none", isSupported: isSupported)
    }
    #expect(problem?.code == ENOENT)
  }

  @Test func readsAWholeFile() throws {
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try AtomicFile.write(bytes, to: path + "/x")
    #expect(try Files.bytes(of: path + "/x") == bytes)
    #expect(try OpenFile(reading: path + "/x").bytes(atMost: 70_000) == Array(bytes[..<70_000]))
    #expect(try OpenFile(reading: "/dev/zero").bytes(atMost: 3) == [0, 0, 0])
    #expect(Files.size(path + "/x") == 300_000)
    let (sha256, count) = try Files.sha256(of: path + "/x")
    #expect(sha256 == Hash.sha256(bytes))
    #expect(count == 300_000)
  }

  @Test func saysWhyItCannotRead() throws {
    let missing = try #require(throws: Problem.self) { try Files.bytes(of: path + "/none") }
    #expect(missing.kind == .badInput)
    #expect(missing.what == "cannot be read: No such file or directory")
    let isFolder = try #require(throws: FileFailure.self) { try OpenFile(reading: path).bytes() }
    #expect(isFolder.code == EISDIR)
  }

  @Test func replacesAFile() throws {
    try AtomicFile.write([1], to: path + "/old")
    try AtomicFile.write([2], to: path + "/new")
    try Files.replace(path + "/old", by: path + "/new")
    #expect(try Files.bytes(of: path + "/old") == [2])
    #expect(try Files.names(in: path) == ["old"])
    #expect(throws: Problem.self) { try Files.replace(path + "/old", by: path + "/new") }
  }

  /// A file that is reported as stored must be on the disk.
  @Test func reportsAFolderThatCannotBeBroughtToTheDisk() throws {
    #expect(throws: FileFailure.self) { try Files.syncFolder(path + "/none") }
    try Files.syncFolder(path)
    // A file system without a disk has nothing to flush.
    try Files.syncFolder("/proc/self")
  }

  @Test func removesAFolderWithAllThatIsInIt() throws {
    try Files.makeFolder(path + "/a/b")
    try AtomicFile.write([1], to: path + "/a/b/.c")
    try AtomicFile.write([1], to: path + "/kept")
    #expect(symlink(path + "/kept", path + "/a/link") == 0)
    Files.remove(path + "/a")
    #expect(try Files.names(in: path) == ["kept"])
  }

  /// A killed process leaves its folder, and nothing else would ever remove it.
  @Test func aPrivateFolderOfADeadOwnerIsRemovedByTheNext() throws {
    let name = "soundings-left-\(getpid())"
    let left = "\(PrivateFolder.parent)/\(name)-private-abcdef"
    try Files.makeFolder(left + "/deep")
    let other = "\(PrivateFolder.parent)/\(name)-other"
    try Files.makeFolder(other)
    let first = try PrivateFolder(name: name)
    #expect(!Files.exists(left))
    #expect(Files.exists(other), "it is not known whose that is")
    let second = try PrivateFolder(name: name)
    #expect(Files.exists(first.path) && Files.exists(second.path))
    Files.remove(other)
    withExtendedLifetime((first, second)) {}
  }

  @Test func aPrivateFolderGoesWithItsOwner() throws {
    var folder: PrivateFolder? = try PrivateFolder(name: "soundings-gone")
    let path = try #require(folder?.path)
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o700)
    try AtomicFile.write([1], to: path + "/x")
    folder = nil
    #expect(!Files.exists(path))
  }
}
