import CLinux
import Glibc

/// Has a large file written to the disk while more of it is made. What is flushed at the end (fsync) then waits for the last pieces
/// only, and not for the whole file.
package struct EarlyWriting {
  private static let piece = 8 << 20

  private let find: () -> Int32?
  private lazy var descriptor = find() ?? -1
  private var pending = 0

  /// - Parameter descriptor: gives an open descriptor of the file, once and only if much is written; nil if there is none, so that
  ///   nothing happens.
  package init(of descriptor: @escaping @autoclosure () -> Int32?) { find = descriptor }

  /// Takes note of bytes that were written, and asks the system to begin with them where there are enough. It does not wait
  /// for them, and says nothing of an error: that is for the flush.
  package mutating func wrote(_ bytes: Int) {
    pending += bytes
    guard pending >= Self.piece else { return }
    pending = 0
    // SYNC_FILE_RANGE_WRITE; all of the file.
    if descriptor >= 0 { _ = sync_file_range(descriptor, 0, 0, 2) }
  }

  /// The descriptor by which this process has a file open; nil if it has none. SQLite does not tell its own, and another one may not
  /// be opened: closing it would give up SQLite's locks.
  package static func descriptor(of path: String) -> Int32? {
    var wanted = stat()
    guard stat(path, &wanted) == 0 else { return nil }
    for name in (try? Files.names(in: "/proc/self/fd")) ?? [] {
      var found = stat()
      guard let descriptor = Int32(name), fstat(descriptor, &found) == 0, found.st_ino == wanted.st_ino,
        found.st_dev == wanted.st_dev, fcntl(descriptor, F_GETFL) & O_ACCMODE == O_RDWR
      else { continue }
      return descriptor
    }
    return nil
  }
}
