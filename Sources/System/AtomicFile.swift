import Glibc
import Model

/// Writes files atomically: after a crash at any instant, a file has its old bytes or its new ones.
package enum AtomicFile {
  /// Writes the file under a temporary name in the same folder, flushes it to the disk, and renames it.
  ///
  /// A file that has the same bytes already is left alone, so that its modification time is that of the last change.
  ///
  /// - Parameter isReadOnly: removes the permission to write the finished file.
  /// - Returns: whether the file was written.
  /// - Throws: ``Problem``; the file is unchanged then. If flushing the folder fails, however, the new file is already
  ///   in place, and a power failure may undo that.
  @discardableResult
  package static func write(_ bytes: [UInt8], to path: String, isReadOnly: Bool = false) throws -> Bool {
    if try holds(bytes, path) { return false }
    let (folder, name) = Files.split(path)
    // One temporary name for all writers, under a lock: a writer that is killed before the rename leaves one file,
    // which the next writer reuses.
    let temporary = "\(folder)/.\(name).new"
    do {
      let file = try openLocked(temporary, for: path)
      do throws(FileFailure) {
        try file.write(bytes)
        if isReadOnly, fchmod(file.descriptor, 0o444) != 0 { throw FileFailure(.write, path) }
        try file.sync()
        guard rename(temporary, path) == 0 else { throw FileFailure(.write, path) }
      } catch {
        unlink(temporary)
        throw error
      }
      // Closed only here: the lock keeps other writers out until after the rename.
      withExtendedLifetime(file) {}
      try Files.syncFolder(folder)
    } catch var failure as FileFailure {
      failure.needed = bytes.count
      throw failure.problem
    }
    return true
  }

  private static func holds(_ bytes: [UInt8], _ path: String) throws -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw FileFailure(.write, path, code: EISDIR).problem
    default:
      throw Problem(at: path, "is not a regular file", remedy: "name a folder whose files may be replaced")
    }
    guard status.st_size == bytes.count, let file = try? OpenFile(reading: path) else { return false }
    return bytes.withUnsafeBytes { wanted in
      withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { chunk in
        var offset = 0
        while offset < wanted.count {
          let most = min(chunk.count, wanted.count - offset)
          guard let count = try? file.read(into: UnsafeMutableRawBufferPointer(rebasing: chunk[..<most])), count > 0,
            memcmp(chunk.baseAddress!, wanted.baseAddress! + offset, count) == 0
          else { return false }
          offset += count
        }
        return true
      }
    }
  }

  /// The temporary file, empty and locked until it is closed; errors name the final file.
  static func openLocked(_ temporary: String, for path: String) throws(FileFailure) -> OpenFile {
    while true {
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
      guard descriptor >= 0 else { throw FileFailure(.write, path) }
      let file = OpenFile(descriptor, path: path)
      // A file system without locks still renames atomically; continue without the lock.
      while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
      var opened = stat()
      var named = stat()
      // While we waited for the lock, its holder may have renamed the file: it is then a finished export, not a
      // temporary file.
      if fstat(descriptor, &opened) == 0, lstat(temporary, &named) == 0, opened.st_ino == named.st_ino,
        opened.st_dev == named.st_dev
      {
        guard ftruncate(descriptor, 0) == 0 else { throw FileFailure(.write, path) }
        return file
      }
    }
  }
}
