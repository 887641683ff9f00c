import Glibc
import System

/// A temporary file that a body streams into, hashed and counted on the way; it is removed unless it is kept.
final class BodyFile {
  private(set) var count = 0
  private let file: OpenFile
  private let limit: Int
  /// How many bytes were announced; nil if nobody said it.
  private let announced: Int?
  private var hash = Hash()
  private var isKept = false

  /// Creates a file that only this user can read (0600), and its folder if needed.
  ///
  /// - Parameter announced: how many bytes will come, perhaps compressed, where the answer says it.
  init(folder: String, limit: Int, announced: Int? = nil) throws {
    self.limit = limit
    self.announced = announced
    mkdir(folder, 0o700)
    do throws(FileFailure) {
      file = try OpenFile(newIn: folder, prefix: "fetch-")
    } catch {
      throw BodyFailure.disk(Self.needing(announced, error))
    }
  }

  /// A disk without room needs it for the whole body.
  private static func needing(_ bytes: Int?, _ failure: FileFailure) -> FileFailure {
    var failure = failure
    failure.needed = bytes
    return failure
  }

  deinit { if !isKept { unlink(path) } }

  var path: String { file.path }

  func write(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    guard count + bytes.count <= limit else { throw BodyFailure.tooLong }
    hash.add(UnsafeRawBufferPointer(bytes))
    do throws(FileFailure) {
      try file.write(UnsafeRawBufferPointer(bytes))
    } catch {
      throw BodyFailure.disk(Self.needing(announced.map { max($0, count + bytes.count) }, error))
    }
    count += bytes.count
  }

  /// Leaves the file to the caller and returns the hash of what was written.
  func keep() -> String {
    isKept = true
    return hash.text
  }
}
