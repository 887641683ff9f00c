import Glibc
import Model

/// A temporary folder that only this user may read, removed with all that is in it when its owner lets go of it.
package final class PrivateFolder {
  /// Absolute.
  package let path: String

  /// - Parameters:
  ///   - name: what the folder's name begins with.
  ///   - remedy: what to do where it can't be made.
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

  /// Where temporary files go: TMPDIR, else /tmp; absolute.
  package static var parent: String {
    guard let named = getenv("TMPDIR").map({ String(cString: $0) }), !named.isEmpty else { return "/tmp" }
    guard !named.hasPrefix("/"), let absolute = realpath(named, nil) else { return named }
    defer { free(absolute) }
    return String(cString: absolute)
  }
}
