/// Words of a command in a message, ready to be typed.
package enum ShellWord {
  /// The text as one word for a POSIX shell: in single quotes unless it consists of letters, digits and `/._-+`.
  package static func quoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
        || "/._-+".unicodeScalars.contains($0)
    }
    if isPlain, !text.isEmpty { return text }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
