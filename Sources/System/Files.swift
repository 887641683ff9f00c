import Glibc
import Model

/// Operations on whole files and folders. All functions throw a ``Problem`` that names the path and what to do.
package enum Files {
  // MARK: Looking

  package static func exists(_ path: String) -> Bool { status(path) != nil }

  /// Whether the path is a folder, or a link to one.
  package static func isFolder(_ path: String) -> Bool { status(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false }

  /// Whether the path is a regular file, or a link to one.
  package static func isFile(_ path: String) -> Bool { status(path).map { $0.st_mode & S_IFMT == S_IFREG } ?? false }

  /// The size in bytes; nil if there is no such file.
  package static func size(_ path: String) -> Int? { status(path).map { Int($0.st_size) } }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  /// The folder that contains a path's last component: `.` for a bare name, `/` for a name at the root.
  package static func folder(of path: String) -> String { split(path).folder }

  /// A path's last component; of an address, what follows its last slash.
  package static func name(of path: String) -> String { split(path).name }

  static func split(_ path: String) -> (folder: String, name: String) {
    var path = path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return (".", String(path)) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }

  /// The names in a folder in byte order; empty if there is no such folder.
  ///
  /// - Parameters:
  ///   - hidden: include names that begin with a dot.
  ///   - start: only those that begin so; a folder for everybody's temporary files may hold thousands of others.
  package static func names(in folder: String, hidden: Bool = false, startingWith start: String = "") throws -> [String]
  {
    guard let directory = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw FileFailure(.read, folder).problem
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if hidden ? name != "." && name != ".." : !name.hasPrefix("."), name.hasPrefix(start) { names.append(name) }
    }
    return names.sorted(by: precedes)
  }

  /// Byte order, without a call for each byte.
  private static func precedes(_ one: String, _ other: String) -> Bool {
    var (one, other) = (one, other)
    return one.withUTF8 { a in
      other.withUTF8 { b in
        let order = a.isEmpty || b.isEmpty ? 0 : memcmp(a.baseAddress!, b.baseAddress!, min(a.count, b.count))
        return order == 0 ? a.count < b.count : order < 0
      }
    }
  }

  /// The visible files in a folder and its subfolders, as paths relative to it, in byte order within each folder. A
  /// link counts as a file.
  package static func tree(in folder: String) throws -> [String] {
    try names(in: folder).flatMap { name -> [String] in
      isRealFolder("\(folder)/\(name)") ? try tree(in: "\(folder)/\(name)").map { "\(name)/\($0)" } : [name]
    }
  }

  private static func isRealFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  // MARK: Reading

  package static func bytes(of path: String) throws -> [UInt8] {
    try naming { () throws(FileFailure) in try OpenFile(reading: path).bytes() }
  }

  /// The SHA-256 of a file, in lower-case hexadecimal, and its size in bytes.
  package static func sha256(of path: String) throws -> (sha256: String, bytes: Int) {
    var hash = Hash()
    var count = 0
    do {
      try OpenFile(reading: path).forEachChunk {
        hash.add($0)
        count += $0.count
      }
    } catch let failure as FileFailure { throw failure.problem }
    return (hash.text, count)
  }

  // MARK: Changing

  /// Creates a folder and its parents; does nothing if it exists.
  ///
  /// - Parameter mode: the permissions of new folders, before the umask.
  package static func makeFolder(_ path: String, mode: mode_t = 0o777) throws {
    if mkdir(path, mode) == 0 { return try flushName(of: path) }
    let code = errno
    if code == EEXIST {
      if isFolder(path) { return }
      throw Problem(
        at: path, "is a file where a folder is needed", remedy: "move it away, or name another folder (--out, --data)")
    }
    let parent = folder(of: path)
    guard code == ENOENT, parent != path, !path.isEmpty else { throw FileFailure(.write, path, code: code).problem }
    try makeFolder(parent, mode: mode)
    if mkdir(path, mode) != 0, errno != EEXIST { throw FileFailure(.write, path).problem }
    try flushName(of: path)
  }

  /// Flushes the entry of a new folder. A folder above that may not be read cannot be flushed, which is no reason to refuse it.
  private static func flushName(of path: String) throws {
    do throws(FileFailure) {
      try syncFolder(folder(of: path))
    } catch {
      if error.code != EACCES { throw error.problem }
    }
  }

  /// Renames a finished file, replacing any file that has the name. Both the bytes and the name are flushed to the
  /// disk.
  package static func replace(_ path: String, by finished: String) throws {
    try naming { () throws(FileFailure) in
      try OpenFile(reading: finished).sync()
      guard rename(finished, path) == 0 else { throw FileFailure(.write, path) }
      try syncFolder(folder(of: path))
    }
  }

  /// Gives a folder another name, in the same file system; nothing may have that name.
  package static func moveFolder(_ path: String, to target: String) throws {
    try naming { () throws(FileFailure) in
      guard rename(path, target) == 0 else { throw FileFailure(.write, target) }
      try syncFolder(folder(of: target))
    }
  }

  /// Flushes a folder's entries to the disk.
  static func syncFolder(_ path: String) throws(FileFailure) {
    do {
      try OpenFile(reading: path).sync()
    } catch {
      // EINVAL: the file system does not support flushing a folder.
      if error.code != EINVAL { throw FileFailure(.write, path, code: error.code) }
    }
  }

  /// Removes a file, or a folder with everything in it; a missing file is not an error.
  package static func remove(_ path: String) {
    guard isRealFolder(path) else {
      unlink(path)
      return
    }
    for name in (try? names(in: path, hidden: true)) ?? [] { remove("\(path)/\(name)") }
    rmdir(path)
  }

  private static func naming<Value>(_ body: () throws(FileFailure) -> Value) throws -> Value {
    do { return try body() } catch { throw error.problem }
  }
}
