import Glibc

/// An open file, closed when the object is released. Reads and writes are resumed after a signal interrupts them.
package final class OpenFile {
  package let path: String
  package let descriptor: Int32

  /// Takes ownership of a descriptor; `path` is used in error messages.
  package init(_ descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  /// Opens a file for reading.
  package convenience init(reading path: String) throws(FileFailure) {
    try self.init(.read, path, flags: O_RDONLY)
  }

  /// Opens a file for writing and creates it if it does not exist.
  ///
  /// - Parameters:
  ///   - flags: further flags for open(2): `O_APPEND`, `O_TRUNC`, `O_NOFOLLOW`.
  ///   - mode: the permissions of a new file, before the umask.
  package convenience init(writing path: String, flags: Int32 = 0, mode: mode_t = 0o666) throws(FileFailure) {
    try self.init(.write, path, flags: O_WRONLY | O_CREAT | flags, mode: mode)
  }

  /// Creates an empty file with a new name, which begins with `prefix`, readable by this user only.
  package convenience init(newIn folder: String, prefix: String) throws(FileFailure) {
    var template = Array("\(folder)/\(prefix)XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw FileFailure(.make, folder) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    self.init(descriptor, path: template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) })
  }

  private convenience init(
    _ action: FileFailure.Action, _ path: String, flags: Int32, mode: mode_t = 0
  ) throws(FileFailure) {
    let descriptor = open(path, flags | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileFailure(action, path) }
    self.init(descriptor, path: path)
  }

  deinit { close(descriptor) }

  /// Reads the next bytes, at most the buffer's size.
  ///
  /// - Returns: the number of bytes; 0 at the end of the file.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw FileFailure(.read, path) }
    }
  }

  /// Reads until the buffer is full or the file ends.
  ///
  /// - Returns: the number of bytes; fewer than the buffer's size at the end of the file.
  package func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// Reads from an offset until the buffer is full or the file ends.
  ///
  /// - Returns: the number of bytes; fewer than the buffer's size at the end of the file.
  package func fill(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileFailure) -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = pread(descriptor, buffer.baseAddress! + filled, buffer.count - filled, offset + filled)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileFailure(.read, path) }
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// The rest of the file, in pieces of up to 256 KiB.
  package func forEachChunk(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try read(into: buffer)
      if count == 0 { return }
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// The rest of the file, at most `limit` bytes of it.
  package func bytes(atMost limit: Int = .max) throws(FileFailure) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileFailure(.read, path) }
    var all: [UInt8] = []
    // The size is only a hint: a pipe has none, and a file may grow.
    all.reserveCapacity(min(limit, max(0, Int(status.st_size))))
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: min(limit, 1 << 16), alignment: 16)
    defer { buffer.deallocate() }
    while all.count < limit {
      let count = try read(
        into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, limit - all.count)]))
      if count == 0 { break }
      all.append(contentsOf: buffer[..<count])
    }
    return all
  }

  /// Writes all the bytes.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
    var offset = 0
    while offset < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress! + offset, bytes.count - offset)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw FileFailure(.write, path, code: count < 0 ? errno : EIO) }
      offset += count
    }
  }

  /// Writes all the bytes.
  package func write(_ bytes: [UInt8]) throws(FileFailure) {
    let result: Result<Void, FileFailure> = bytes.withUnsafeBytes { buffer in
      do throws(FileFailure) { return .success(try write(buffer)) } catch { return .failure(error) }
    }
    try result.get()
  }

  /// Flushes what was written to the disk (fsync).
  package func sync() throws(FileFailure) {
    guard fsync(descriptor) == 0 else { throw FileFailure(.write, path) }
  }
}
