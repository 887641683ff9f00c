import Glibc
import Model
import Synchronization

/// A temporary folder that only this user may read, removed with its content when the object is released. A process that is killed
/// leaves its own, which the next one removes: whoever uses a folder holds a lock on it.
package final class PrivateFolder {
  /// Absolute.
  package let path: String
  private let lock: Int32

  /// Where this process has looked for what killed ones left.
  private static let looked = Mutex<Set<String>>([])

  /// What the names of all of them have in common, so that no other folder is taken for one.
  private static let mark = "-private-"

  /// - Parameters:
  ///   - name: the prefix of the folder's name.
  ///   - parent: the folder in which it is made.
  ///   - remedy: what the error message suggests when the folder cannot be created.
  package init(
    name: String = "soundings", in parent: String = PrivateFolder.parent,
    remedy: String = "point TMPDIR to a folder that can be written"
  ) throws {
    // Once in a process: the folder for temporary files may hold thousands of others.
    if Self.looked.withLock({ $0.insert("\(parent)/\(name)").inserted }) { Self.removeLeft(in: parent, name: name) }
    while true {
      var template = Array("\(parent)/\(name)\(Self.mark)XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else {
        let code = errno
        let trouble = DiskTrouble.words(code, at: parent, needed: 0)
        throw Problem(
          at: parent, "no temporary folder can be made: \(trouble?.what ?? String(cString: strerror(code)))",
          remedy: remedy)
      }
      let path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
      let lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      // Another process may have found it before it was locked, and removed it.
      if lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0, Files.exists(path) {
        (self.path, self.lock) = (path, lock)
        return
      }
      if lock >= 0 { close(lock) }
    }
  }

  deinit {
    Files.remove(path)
    close(lock)
  }

  /// Removes what killed processes of this user left.
  private static func removeLeft(in parent: String, name: String) {
    for left in (try? Files.names(in: parent, startingWith: name + mark)) ?? [] {
      let path = "\(parent)/\(left)"
      let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      guard folder >= 0 else { continue }
      defer { close(folder) }
      var status = stat()
      guard fstat(folder, &status) == 0, status.st_uid == getuid(), flock(folder, LOCK_EX | LOCK_NB) == 0 else {
        continue
      }
      Files.remove(path)
    }
  }

  /// The folder for temporary files: TMPDIR, or else /tmp; absolute.
  package static var parent: String {
    guard let named = getenv("TMPDIR").map({ String(cString: $0) }), !named.isEmpty else { return "/tmp" }
    guard !named.hasPrefix("/"), let absolute = realpath(named, nil) else { return named }
    defer { free(absolute) }
    return String(cString: absolute)
  }
}
