import Glibc
import Model
import System

/// One of our files while it is being read, with the mistakes found so far.
///
/// Decoding continues after a mistake, so that `soundings check` shows all of them at once. The caller discards the
/// result if ``isSound`` is false.
final class SourceFile {
  /// The path as shown to the user: relative if the folder was given as a relative path.
  let path: String
  private var mistakes: [(line: Int, problem: Problem)] = []

  init(_ path: String) { self.path = path }

  var isSound: Bool { mistakes.isEmpty }

  /// The mistakes in the order of their lines.
  var problems: [Problem] {
    mistakes.enumerated()
      .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
      .map(\.element.problem)
  }

  /// Reports a mistake; `line` 0 means the file as a whole.
  ///
  /// - Parameter kind: of a mistake in the file, or of a file that cannot be read.
  func report(line: Int = 0, kind: Problem.Kind = .badInput, _ what: String, remedy: String) {
    let place = line > 0 ? "\(path):\(line)" : path
    let problem = Problem(kind, at: place, what, remedy: remedy)
    // A part may be read twice: by itself, and together with others.
    if !mistakes.contains(where: { $0.problem == problem }) { mistakes.append((line, problem)) }
  }

  /// The file's text without a byte order mark; nil, with the mistake reported, if the file is missing or cannot be
  /// read.
  func text(remedyIfMissing: String) -> String? {
    let bytes: [UInt8]
    do throws(FileFailure) {
      bytes = try OpenFile(reading: path).bytes()
    } catch {
      if error.code == ENOENT {
        report("there is no such file", remedy: remedyIfMissing)
      } else if let trouble = DiskTrouble.words(error.code, at: path) {
        report(kind: .failed, "cannot be read: \(trouble.what)", remedy: trouble.remedy)
      } else {
        report("cannot be read: \(error.reason)", remedy: "look at its permissions: ls -ld \(path)")
      }
      return nil
    }
    do {
      let text = String(copying: try UTF8Span(validating: bytes.span))
      return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    } catch {
      report(
        line: 1 + bytes[..<error.byteOffsets.lowerBound].count { $0 == UInt8(ascii: "\n") },
        "contains bytes that are not UTF-8", remedy: "save the file as UTF-8: iconv -f latin1 -t utf8 \(path)")
      return nil
    }
  }
}

extension StringProtocol {
  /// The text without blanks and line ends at both ends. Works on bytes, because it is called for every line of every
  /// file.
  var trimmed: String {
    let bytes = Substring(self).utf8
    let isText: (UInt8) -> Bool = { $0 != 32 && !(9...13).contains($0) }
    guard let start = bytes.firstIndex(where: isText), let end = bytes.lastIndex(where: isText) else { return "" }
    return String(bytes[start...end]) ?? ""
  }
}
