import Glibc
import System

/// A temporary file that a body streams into, hashed and counted on the way; it is removed unless it is kept.
final class BodyFile {
  private(set) var count = 0
  private let file: OpenFile
  private let limit: Int
  private var hash = Hash()
  private var isKept = false

  /// Creates a file that only this user can read (0600), and its folder if needed.
  init(folder: String, limit: Int) throws {
    self.limit = limit
    mkdir(folder, 0o700)
    do throws(FileFailure) {
      file = try OpenFile(newIn: folder, prefix: "fetch-")
    } catch {
      throw BodyFailure.disk(error)
    }
  }

  deinit { if !isKept { unlink(path) } }

  var path: String { file.path }

  func write(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    guard count + bytes.count <= limit else { throw BodyFailure.tooLong }
    hash.add(UnsafeRawBufferPointer(bytes))
    do throws(FileFailure) {
      try file.write(UnsafeRawBufferPointer(bytes))
    } catch {
      throw BodyFailure.disk(error)
    }
    count += bytes.count
  }

  /// Leaves the file to the caller and returns the hash of what was written.
  func keep() -> String {
    isKept = true
    return hash.text
  }
}
