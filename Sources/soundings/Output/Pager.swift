import Glibc
import System

/// The program that shows a text longer than the terminal, page by page: `$PAGER`, or `less`.
enum Pager {
  /// Shows the text, where there is a pager and a person who can use it.
  ///
  /// - Returns: false where it must be printed as it is.
  static func show(_ text: String) -> Bool {
    guard isatty(0) == 1, isatty(1) == 1, let command, isLong(text) else { return false }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return false }
    // The pager would wait for an end that it holds open itself.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    guard let process = start(command, reading: ends[0]) else {
      close(ends[0])
      close(ends[1])
      return false
    }
    close(ends[0])
    // Who leaves the pager before the end has read enough: that is no failure.
    let before = signal(SIGPIPE, SIG_IGN)
    var text = text
    text.withUTF8 { bytes in
      var offset = 0
      while offset < bytes.count {
        let n = write(ends[1], bytes.baseAddress! + offset, bytes.count - offset)
        if n < 0, errno == EINTR { continue }
        guard n > 0 else { break }
        offset += n
      }
    }
    close(ends[1])
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    signal(SIGPIPE, before)
    // A shell that finds no such program has shown nothing.
    return (status >> 8) & 0xFF != 127
  }

  /// Nil where none is wanted, or there is none.
  private static var command: String? {
    if getenv("TERM").map({ String(cString: $0) }) == "dumb" { return nil }
    guard let wanted = getenv("PAGER").map({ String(cString: $0) }) else {
      return ChildProgram.installed("less")
    }
    let word = wanted.drop { $0 == " " }
    return word.isEmpty || word == "cat" ? nil : wanted
  }

  private static func isLong(_ text: String) -> Bool {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return false }
    return text.utf8.count { $0 == 10 } >= Int(size.ws_row)
  }

  private static func start(_ command: String, reading input: Int32) -> pid_t? {
    // Colors as they are, no page for what fits, and the text stays on the screen: as Git does it.
    setenv("LESS", "FRX", 0)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    var argv: [UnsafeMutablePointer<CChar>?] = [strdup("/bin/sh"), strdup("-c"), strdup(command), nil]
    defer { for pointer in argv { free(pointer) } }
    var process = pid_t()
    return posix_spawn(&process, "/bin/sh", &actions, nil, &argv, environ) == 0 ? process : nil
  }
}
