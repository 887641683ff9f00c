import Glibc
import Model
import System

/// The bytes of a snapshot, read in order with read(2); closed when the object is released.
final class InputFile {
  /// The name of the file in messages.
  let name: String
  private let file: OpenFile

  init(path: String, name: String) throws {
    self.name = name
    do throws(FileFailure) {
      file = try OpenFile(reading: path)
    } catch {
      throw Self.problem(name, what: "cannot be opened", error)
    }
    _ = posix_fadvise(file.descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  /// Reads until `count` bytes have been read or the file ends; a result below `count` means the end.
  func read(into memory: UnsafeMutablePointer<UInt8>, count: Int) throws -> Int {
    do throws(FileFailure) {
      return try file.fill(UnsafeMutableRawBufferPointer(start: memory, count: count))
    } catch {
      throw Self.problem(name, what: "cannot be read", error)
    }
  }

  var descriptor: Int32 { file.descriptor }

  /// Hands the rest of the file to `body`, piece by piece.
  func pieces(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    let size = 64 << 10
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    defer { memory.deallocate() }
    while true {
      let got = try read(into: memory, count: size)
      if got > 0 { try body(UnsafeBufferPointer(start: memory, count: got)) }
      if got < size { return }
    }
  }

  /// The first bytes of a file, at most `count` of them.
  static func prefix(path: String, name: String, count: Int) throws -> [UInt8] {
    let file = try InputFile(path: path, name: name)
    return try [UInt8](unsafeUninitializedCapacity: count) { memory, filled in
      filled = try memory.baseAddress.map { try file.read(into: $0, count: count) } ?? 0
    }
  }

  /// A path that leads to no file is bad input; anything else is the machine's trouble, and says nothing about the file.
  private static func problem(_ name: String, what: String, _ failure: FileFailure) -> Problem {
    if [ENOENT, ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG].contains(failure.code) {
      return Problem(
        .badInput, at: name, "\(what): \(failure.reason)",
        remedy: "check that the path is right and that this user may read the file")
    }
    let trouble = DiskTrouble.words(failure.code, at: failure.path)
    return Problem(
      at: name, "\(what): \(trouble?.what ?? failure.reason)",
      remedy: trouble?.remedy ?? "check that this user may read the file, then run again")
  }
}
