import Glibc
import Model
import System

extension Warehouse {
  /// The files that SQLite may keep beside a database.
  private static let companions = ["-journal", "-wal", "-shm"]

  /// The version that a database's file states, read without opening it: 0 for a database that is not ours, nil if the
  /// file is not a database or does not exist.
  package static func version(at path: String) -> Int? {
    guard let head = try? OpenFile(reading: path).bytes(atMost: 64), head.count == 64,
      head.starts(with: Array("SQLite format 3\0".utf8))
    else { return nil }
    return head[60..<64].reduce(0) { $0 << 8 | Int($1) }
  }

  /// The version of the warehouses that this Soundings makes.
  package static var newestVersion: Int { Schema.version }

  /// Removes a database that is not in use.
  package static func remove(_ path: String) { for suffix in [""] + companions { unlink(path + suffix) } }

  /// Replaces a warehouse with a finished one, atomically.
  ///
  /// - Parameter aside: the path where the old one is kept; nil to discard it.
  /// - Throws: ``Problem`` if the disk or a permission prevents it.
  package static func replace(_ path: String, by new: String, keepingOldAs aside: String?) throws {
    func failure(_ what: String, _ reason: String) -> Problem {
      Problem(
        at: path, "\(what): \(reason)",
        remedy: "check the disk and the folder's permissions, then run again; the old warehouse is unchanged")
    }
    do throws(FileFailure) {
      try OpenFile(reading: new).sync()
    } catch {
      throw error.problem
    }
    if let aside, Files.exists(path), link(path, aside) != 0 {
      throw failure("the damaged warehouse cannot be set aside as \(aside)", String(cString: strerror(errno)))
    }
    // A journal of the old one under this name would be rolled back into the new one.
    for suffix in companions { unlink(path + suffix) }
    try Files.replace(path, by: new)
  }
}
