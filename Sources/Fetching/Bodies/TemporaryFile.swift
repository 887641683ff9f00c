import Glibc
import System

/// Operations on a fetched file before it is moved into the archive.
enum TemporaryFile {
  static func remove(_ path: String) { unlink(path) }

  static func bytes(of path: String, atMost limit: Int = .max) throws -> [UInt8] {
    do throws(FileFailure) {
      return try OpenFile(reading: path).bytes(atMost: limit)
    } catch {
      throw BodyFailure.disk(error)
    }
  }
}
