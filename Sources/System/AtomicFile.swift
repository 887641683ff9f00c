import Glibc
import Model

/// Files that are there whole or not at all, whenever the machine stops.
package enum AtomicFile {
  /// Writes the file under a temporary name in the same folder, brings it to the disk, and renames it.
  ///
  /// A file that holds these very bytes is left alone, so that its modification time tells when an export last changed.
  ///
  /// - Returns: whether the file was written.
  /// - Throws: ``Problem``; the file is then as it was before.
  @discardableResult
  package static func write(_ bytes: [UInt8], to path: String) throws -> Bool {
    if try holds(bytes, path) { return false }
    let (folder, name) = split(path)
    // One name for all, under a lock: whoever was killed before the rename leaves no file that nobody ever removes.
    let temporary = "\(folder)/.\(name).new"
    let file = try openLocked(temporary, for: path)
    defer { close(file) }
    do {
      try write(bytes, to: file, path: path)
      guard fsync(file) == 0 else { throw failure(path, errno) }
      guard rename(temporary, path) == 0 else { throw failure(path, errno) }
    } catch {
      unlink(temporary)
      throw error
    }
    syncFolder(folder)
    return true
  }

  /// Makes a folder and those above it; nothing happens where it is there.
  package static func makeFolder(_ path: String) throws {
    if mkdir(path, 0o777) == 0 { return }
    let code = errno
    if code == EEXIST {
      var status = stat()
      if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
      throw Problem(
        at: path, "is a file where a folder is needed", remedy: "move it away, or name another folder (--out, --data)")
    }
    let parent = split(path).folder
    guard code == ENOENT, parent != path, !path.isEmpty else { throw failure(path, code) }
    try makeFolder(parent)
    if mkdir(path, 0o777) != 0, errno != EEXIST { throw failure(path, errno) }
  }

  /// Writes all bytes to an open file; `path` is what a problem names.
  package static func write(_ bytes: [UInt8], to file: Int32, path: String) throws {
    try bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let n = Glibc.write(file, buffer.baseAddress! + offset, buffer.count - offset)
        if n < 0 && errno == EINTR { continue }
        guard n > 0 else { throw failure(path, n < 0 ? errno : EIO) }
        offset += n
      }
    }
  }

  private static func holds(_ bytes: [UInt8], _ path: String) throws -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw failure(path, EISDIR)
    default:
      throw Problem(at: path, "is no ordinary file", remedy: "name a folder whose files may be replaced")
    }
    guard status.st_size == bytes.count else { return false }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    return bytes.withUnsafeBytes { wanted in
      withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { chunk in
        var offset = 0
        while offset < wanted.count {
          let n = read(file, chunk.baseAddress!, min(chunk.count, wanted.count - offset))
          if n < 0 && errno == EINTR { continue }
          guard n > 0, memcmp(chunk.baseAddress!, wanted.baseAddress! + offset, n) == 0 else { return false }
          offset += n
        }
        return true
      }
    }
  }

  /// The temporary file, empty and ours until it is closed.
  private static func openLocked(_ temporary: String, for path: String) throws -> Int32 {
    while true {
      let file = open(temporary, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
      guard file >= 0 else { throw failure(path, errno) }
      // A file system without locks still has atomic renames; go on without.
      while flock(file, LOCK_EX) != 0 && errno == EINTR {}
      var opened = stat()
      var named = stat()
      // While we waited for the lock, its holder may have renamed the file: then it is an export now, and not ours to write.
      if fstat(file, &opened) == 0, lstat(temporary, &named) == 0, opened.st_ino == named.st_ino,
        opened.st_dev == named.st_dev
      {
        guard ftruncate(file, 0) == 0 else {
          let code = errno
          close(file)
          throw failure(path, code)
        }
        return file
      }
      close(file)
    }
  }

  private static func syncFolder(_ path: String) {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    var path = path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return (".", String(path)) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }

  private static func failure(_ path: String, _ code: Int32) -> Problem {
    let folder = split(path).folder
    let reason = String(cString: strerror(code))
    let (what, remedy) =
      switch code {
      case ENOENT: ("cannot be written: the folder \(folder) is not there", "make it: mkdir -p \(folder)")
      case ENOTDIR:
        ("cannot be written: a part of \(folder) is a file", "move it away, or name another folder (--out, --data)")
      case EISDIR: ("cannot be written: a folder has this name", "move it away, or name another folder (--out, --data)")
      case EACCES, EPERM, EROFS:
        (
          "cannot be written: \(reason)",
          "check the owner and permissions of \(folder), or name a folder that can be written (--out, --data)"
        )
      case ENOSPC, EDQUOT, EFBIG:
        (
          "cannot be written: \(reason)",
          "free some space on the disk, then run again; what was there before still stands"
        )
      default: ("cannot be written: \(reason)", "look at the disk and the path, then run again")
      }
    return Problem(at: path, what, remedy: remedy)
  }
}
