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

  /// Whether a text is anywhere in a file, which is read in pieces.
  static func contains(_ text: String, _ path: String) throws -> Bool {
    let wanted = Array(text.utf8)
    let size = 64 << 10
    var window: [UInt8] = []
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 1)
    defer { memory.deallocate() }
    do throws(FileFailure) {
      let file = try OpenFile(reading: path)
      while true {
        let got = try file.fill(memory)
        window += memory.prefix(got)
        if window.offset(of: text) != nil { return true }
        if got < size { return false }
        window.removeFirst(max(0, window.count - wanted.count + 1))
      }
    } catch {
      throw BodyFailure.disk(error)
    }
  }
}
