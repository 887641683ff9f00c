import Glibc
import System

/// What is done with a fetched file before the archive has it.
enum TemporaryFile {
  static func remove(_ path: String) { unlink(path) }

  static func bytes(of path: String, atMost limit: Int = .max) throws -> [UInt8] {
    do throws(FileFailure) {
      return try OpenFile(reading: path).bytes(atMost: limit)
    } catch {
      throw BodyFailure.disk("\(path) cannot be read: \(error.reason)")
    }
  }
}
