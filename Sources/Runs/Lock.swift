import Glibc
import Model

/// The lock on a data folder: one writer at a time. The kernel lets go of it when its process ends, however it ends.
final class Lock {
  private let file: Int32

  /// - Throws: ``Problem`` of kind `locked` naming the holder where another process has it.
  init(dataFolder: String, command: String) throws {
    if mkdir(dataFolder, 0o755) != 0, errno == ENOENT { try Self.makeParents(dataFolder) }
    let path = dataFolder + "/.lock"
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      throw Problem(
        at: dataFolder, "cannot be written: \(String(cString: strerror(errno)))",
        remedy: "check the folder's owner and permissions, or point --data to another folder")
    }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let holder = Self.text(of: file)
      close(file)
      throw Problem(
        .locked, at: dataFolder, "another run holds the lock: \(holder.isEmpty ? "its name is not known" : holder)",
        remedy: "wait until it is done, then run again; nothing was changed")
    }
    let note = Array("pid \(getpid()), soundings \(command), since \(Clock.now())\n".utf8)
    ftruncate(file, 0)
    _ = note.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
  }

  deinit {
    ftruncate(file, 0)
    close(file)
  }

  private static func text(of file: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 200)
    let n = pread(file, &buffer, buffer.count, 0)
    let line = buffer.prefix(max(0, n)).prefix { $0 != 10 }
    return String(decoding: line, as: UTF8.self)
  }

  private static func makeParents(_ path: String) throws {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/" + part
      mkdir(made, 0o755)
    }
  }
}
