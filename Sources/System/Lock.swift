import Glibc
import Model

/// The lock on a data folder, which allows one writer at a time. The kernel releases it when the process ends, however
/// it ends.
package final class Lock {
  private let file: Int32

  /// - Parameters:
  ///   - dataFolder: is created if it does not exist.
  ///   - command: shown to others who find the lock taken: `run`, or `add` with its dataset.
  ///   - since: the current time, shown to others.
  /// - Throws: ``Problem`` of kind `locked`, naming the holder, when another process has the lock.
  package init(dataFolder: String, command: String, since: String) throws {
    try? Files.makeFolder(dataFolder, mode: 0o755)
    let path = dataFolder + "/.lock"
    // Never through a link: what it points to would be emptied.
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard file >= 0 else {
      let code = errno
      if code == ELOOP {
        throw Problem(
          at: path, "is a symbolic link, and a lock must be a file of its own", remedy: "remove the link: rm \(path)")
      }
      throw FileFailure(.write, path, code: code).problem
    }
    var facts = stat()
    if fstat(file, &facts) == 0, facts.st_nlink > 1 {
      close(file)
      throw Problem(
        at: path, "is another file too, by a hard link, and a lock must be a file of its own",
        remedy: "remove this name of it: rm \(path)")
    }
    // A process that only checks for a run takes the lock for an instant, so try again before reporting a holder.
    var tries = 0
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      tries += 1
      if tries < 4 {
        usleep(20_000)
        continue
      }
      let holder = Self.text(of: file)
      close(file)
      throw Problem(
        .locked, at: dataFolder, "another run holds the lock: \(holder.isEmpty ? "its name is not known" : holder)",
        remedy: "wait until it is done, then run again; nothing was changed")
    }
    let note = Array("pid \(getpid()), soundings \(command), since \(since)\n".utf8)
    ftruncate(file, 0)
    _ = note.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
  }

  /// The run that has the lock of a data folder now, in its own description; nil if there is none.
  package static func holder(dataFolder: String) -> String? {
    let file = open(dataFolder + "/.lock", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    if flock(file, LOCK_SH | LOCK_NB) == 0 { return nil }
    let holder = text(of: file)
    return holder.isEmpty ? "a run whose name is not known" : holder
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
}
