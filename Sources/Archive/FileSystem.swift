import Crypto
import Glibc
import Model

/// The file operations that the archive's promises rest on: whole or not at all, on the disk before they are spoken of.
enum FileSystem {
  static func makeFolder(_ path: String) throws {
    if mkdir(path, 0o755) == 0 { return }
    let code = errno
    if code == EEXIST {
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        throw problem(path, "is a file where a folder is needed", remedy: "move it away, or point --data elsewhere")
      }
      return
    }
    if code == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeFolder(String(path[..<slash]))
      return try makeFolder(path)
    }
    throw failure(path, "cannot be made", code)
  }

  /// The names in a folder, sorted; hidden ones only where `all` are wanted.
  static func names(in folder: String, all: Bool = false) throws -> [String] {
    guard let directory = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw failure(folder, "cannot be read", errno)
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if all || !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  static func bytes(of path: String) throws -> [UInt8] {
    var all: [UInt8] = []
    try forEachChunk(of: path) { all.append(contentsOf: $0) }
    return all
  }

  static func sha256(of path: String) throws -> (sha256: String, bytes: Int) {
    var hash = SHA256()
    var count = 0
    try forEachChunk(of: path) {
      hash.update(bufferPointer: UnsafeRawBufferPointer($0))
      count += $0.count
    }
    return (hexadecimal(hash.finalize()), count)
  }

  /// Copies a file, hashing it on the way; the copy is read-only and may still be in the disk's cache.
  static func copyHashing(_ path: String, to target: String) throws -> (sha256: String, bytes: Int) {
    var hash = SHA256()
    var count = 0
    let out = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard out >= 0 else { throw failure(target, "cannot be written", errno) }
    do {
      try forEachChunk(of: path) {
        hash.update(bufferPointer: UnsafeRawBufferPointer($0))
        count += $0.count
        try write(UnsafeRawBufferPointer($0), to: out, path: target)
      }
    } catch {
      close(out)
      unlink(target)
      throw error
    }
    close(out)
    return (hexadecimal(hash.finalize()), count)
  }

  /// Puts a finished file under its name: its bytes and its name are on the disk when this returns.
  static func syncAndRename(_ path: String, to target: String) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure(path, "cannot be read", errno) }
    fchmod(file, 0o444)
    let synced = fsync(file)
    let code = errno
    close(file)
    guard synced == 0 else { throw failure(target, "cannot be written to the disk", code) }
    guard rename(path, target) == 0 else { throw failure(target, "cannot be written", errno) }
    syncFolder(of: target)
  }

  /// Writes a small file that is not there yet.
  static func writeNew(_ bytes: [UInt8], to path: String) throws {
    let temporary = path + ".new-\(getpid())"
    let out = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard out >= 0 else { throw failure(path, "cannot be written", errno) }
    do {
      try bytes.withUnsafeBytes { try write($0, to: out, path: path) }
    } catch {
      close(out)
      unlink(temporary)
      throw error
    }
    close(out)
    try syncAndRename(temporary, to: path)
  }

  private static func syncFolder(of path: String) {
    guard let slash = path.lastIndex(of: "/") else { return }
    let folder = open(String(path[..<slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, path: String) throws {
    var offset = 0
    while offset < bytes.count {
      let n = Glibc.write(file, bytes.baseAddress! + offset, bytes.count - offset)
      if n < 0 && errno == EINTR { continue }
      guard n > 0 else { throw failure(path, "cannot be written", errno) }
      offset += n
    }
  }

  private static func forEachChunk(of path: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure(path, "cannot be read", errno) }
    defer { close(file) }
    let size = 1 << 18
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    defer { buffer.deallocate() }
    while true {
      let n = read(file, buffer, size)
      if n < 0 && errno == EINTR { continue }
      guard n >= 0 else { throw failure(path, "cannot be read", errno) }
      if n == 0 { return }
      try body(UnsafeBufferPointer(start: buffer, count: n))
    }
  }

  private static func hexadecimal(_ digest: SHA256Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  static func failure(_ path: String, _ what: String, _ code: Int32) -> Problem {
    let reason = String(cString: strerror(code))
    let remedy =
      switch code {
      case ENOENT: "check the path"
      case EACCES, EPERM, EROFS:
        "check the owner and permissions of the folder, or point --data to one that can be written"
      case ENOSPC, EDQUOT: "free some space on the disk, then run again; what was there before still stands"
      default: "look at the disk and the path, then run again"
      }
    return Problem(code == ENOENT ? .badInput : .failed, at: path, "\(what): \(reason)", remedy: remedy)
  }

  private static func problem(_ path: String, _ what: String, remedy: String) -> Problem {
    Problem(.failed, at: path, what, remedy: remedy)
  }
}
