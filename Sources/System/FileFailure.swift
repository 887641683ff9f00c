import Glibc
import Model

/// A failed system call on a file or folder.
///
/// ``OpenFile`` throws it, so that callers can word the error in their own context; ``Files`` throws its ``problem``.
package struct FileFailure: Error, Equatable, Sendable {
  package enum Action: Sendable {
    case read
    case write
    case make
  }

  package let action: Action
  package let path: String
  /// The errno of the failure.
  package let code: Int32
  /// How many bytes were to be written, where that is known.
  package var needed: Int?

  package init(_ action: Action, _ path: String, code: Int32 = errno) {
    self.action = action
    self.path = path
    self.code = code
  }

  /// The system's description of the error: `No such file or directory`.
  package var reason: String { String(cString: strerror(code)) }

  /// The error as the user reads it, with what to do about it.
  package var problem: Problem {
    if let trouble = DiskTrouble.words(code, at: path, needed: needed) {
      let how = [Action.read: "read", .write: "written", .make: "made"][action] ?? ""
      return Problem(at: path, "cannot be \(how): \(trouble.what)", remedy: trouble.remedy)
    }
    return switch action {
    case .read: reading
    case .write: writing
    case .make:
      Problem(code == ENOENT ? .badInput : .failed, at: path, "cannot be made: \(reason)", remedy: generalRemedy)
    }
  }

  private var reading: Problem {
    Problem(code == ENOENT ? .badInput : .failed, at: path, "cannot be read: \(reason)", remedy: generalRemedy)
  }

  private var generalRemedy: String {
    switch code {
    case ENOENT: "check the path"
    case EACCES, EPERM, EROFS:
      "check the owner and permissions of the folder, or point --data to one that can be written"
    default: "look at the disk and the path, then run again"
    }
  }

  private var writing: Problem {
    let folder = Files.folder(of: path)
    let (what, remedy) =
      switch code {
      case ENOENT: ("the folder \(folder) is not there", "make it: mkdir -p \(folder)")
      case ENOTDIR: ("a part of \(folder) is a file", "move it away, or name another folder (--out, --data)")
      case EISDIR: ("a folder has this name", "move it away, or name another folder (--out, --data)")
      case EACCES, EPERM, EROFS:
        (reason, "check the owner and permissions of \(folder), or name a folder that can be written (--out, --data)")
      default: (reason, "look at the disk and the path, then run again")
      }
    return Problem(at: path, "cannot be written: \(what)", remedy: remedy)
  }
}
