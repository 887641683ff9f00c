/// Words of a command that a message shows, to be typed as they are.
package enum ShellWord {
  /// The text as a POSIX shell takes it for one word: in single quotes, unless it is letters, digits and `/._-+` only.
  package static func quoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
        || "/._-+".unicodeScalars.contains($0)
    }
    if isPlain, !text.isEmpty { return text }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
