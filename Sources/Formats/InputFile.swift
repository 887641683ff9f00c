import Glibc
import Model

/// The bytes of a snapshot, read in order through read(2); closed with the object.
final class InputFile {
  /// What messages call the file.
  let name: String
  private let descriptor: Int32

  init(path: String, name: String) throws {
    self.name = name
    descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(name, "cannot be opened", errno) }
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  deinit { close(descriptor) }

  /// Reads until `count` bytes are there or the file ends; fewer than `count` means the end.
  func read(into memory: UnsafeMutablePointer<UInt8>, count: Int) throws -> Int {
    var done = 0
    while done < count {
      let got = Glibc.read(descriptor, memory + done, count - done)
      if got == 0 { break }
      if got < 0 {
        if errno == EINTR { continue }
        throw Self.failure(name, "cannot be read", errno)
      }
      done += got
    }
    return done
  }

  /// The first bytes of a file, at most `count` of them.
  static func prefix(path: String, name: String, count: Int) throws -> [UInt8] {
    let file = try InputFile(path: path, name: name)
    return try [UInt8](unsafeUninitializedCapacity: count) { memory, filled in
      filled = try memory.baseAddress.map { try file.read(into: $0, count: count) } ?? 0
    }
  }

  private static func failure(_ name: String, _ what: String, _ code: Int32) -> Problem {
    Problem(
      .badInput, at: name, "\(what): \(String(cString: strerror(code)))",
      remedy: "check that the path is right and that this user may read the file")
  }
}
