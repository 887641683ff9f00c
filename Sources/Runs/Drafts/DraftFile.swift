import Drafts
import Glibc
import Model
import System

/// A person's draft: a file, or a pipe such as /dev/stdin.
struct DraftFile {
  let path: String
  /// Where the name stands on the command line, for messages.
  let option: String

  /// The size limit in bytes: a device may never end.
  static let longest = 64 << 20

  /// - Throws: ``Problem`` if it cannot be read, or is no draft.
  func bytes() throws -> [UInt8] {
    guard !path.isEmpty else {
      throw Problem(
        .usage, at: option, "is empty, perhaps because a variable is not set", remedy: "name the draft's file")
    }
    let bytes: [UInt8]
    do throws(FileFailure) {
      bytes = try OpenFile(reading: path).bytes(atMost: Self.longest + 1)
    } catch {
      throw unreadable(error)
    }
    guard bytes.count <= Self.longest else {
      throw Problem(
        .badInput, at: path, "is larger than \(Self.longest >> 20) MB, which no draft is",
        remedy: "name the draft's own file, exported as text, Markdown or HTML")
    }
    return bytes
  }

  private func unreadable(_ failure: FileFailure) -> Problem {
    let remedy =
      switch failure.code {
      case ENOENT: "check the name; paths are relative to the current folder"
      case EISDIR: "name the file in it that holds the draft"
      default: "look at its permissions: ls -l \(path)"
      }
    let what =
      switch failure.code {
      case ENOENT: "there is no such file"
      case EISDIR: "is a folder, not a draft"
      default: "cannot be read: \(failure.reason)"
      }
    return Problem(.badInput, at: path, what, remedy: remedy)
  }
}
