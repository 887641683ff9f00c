import Glibc
import Model

/// A temporary folder that only this user may read, removed with its content when the object is released.
package final class PrivateFolder {
  /// Absolute.
  package let path: String

  /// - Parameters:
  ///   - name: the prefix of the folder's name.
  ///   - remedy: what the error message suggests when the folder cannot be created.
  package init(
    name: String = "soundings", remedy: String = "point TMPDIR to a folder that can be written"
  ) throws {
    let parent = Self.parent
    var template = Array("\(parent)/\(name)-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Problem(
        at: parent, "no temporary folder can be made: \(String(cString: strerror(errno)))", remedy: remedy)
    }
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit { Files.remove(path) }

  /// The folder for temporary files: TMPDIR, or else /tmp; absolute.
  package static var parent: String {
    guard let named = getenv("TMPDIR").map({ String(cString: $0) }), !named.isEmpty else { return "/tmp" }
    guard !named.hasPrefix("/"), let absolute = realpath(named, nil) else { return named }
    defer { free(absolute) }
    return String(cString: absolute)
  }
}
