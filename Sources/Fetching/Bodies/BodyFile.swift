import Crypto
import Glibc

/// A temporary file that a body streams into, hashed and counted on the way; it is gone unless it is kept.
final class BodyFile {
  let path: String
  private(set) var count = 0
  private let descriptor: Int32
  private let limit: Int
  private var hash = SHA256()
  private var isKept = false

  /// Makes a file that only this user reads (0600), in a folder that is made if need be.
  init(folder: String, limit: Int) throws {
    self.limit = limit
    mkdir(folder, 0o700)
    var template = Array("\(folder)/fetch-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    let code = errno
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    if descriptor < 0 {
      throw BodyFailure.disk("a file in \(folder) cannot be made: \(String(cString: strerror(code)))")
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isKept { unlink(path) }
  }

  func write(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    guard count + bytes.count <= limit else { throw BodyFailure.tooLong }
    hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        throw BodyFailure.disk("\(path) cannot be written: \(String(cString: strerror(errno)))")
      }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
    }
    count += bytes.count
  }

  /// Leaves the file to the caller and gives the hash of what was written.
  func keep() -> String {
    isKept = true
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in hash.finalize() { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
