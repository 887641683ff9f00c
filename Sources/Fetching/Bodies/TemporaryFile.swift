import Glibc

/// What is done with a fetched file before the archive has it.
enum TemporaryFile {
  static func remove(_ path: String) { unlink(path) }

  static func bytes(of path: String, atMost limit: Int = .max) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw BodyFailure.disk("\(path) cannot be read: \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    var all: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: min(limit, 65_536))
    while all.count < limit {
      let count = read(descriptor, &piece, min(piece.count, limit - all.count))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw BodyFailure.disk("\(path) cannot be read: \(String(cString: strerror(errno)))") }
      if count == 0 { break }
      all += piece[..<count]
    }
    return all
  }
}
