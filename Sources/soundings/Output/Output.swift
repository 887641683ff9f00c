import Glibc
import Model
import Publishing
import Words

/// What goes to the two streams: data to stdout, everything else to stderr.
enum Output {
  static func print(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n", to: 1) }

  static func print(bytes: [UInt8]) { bytes.withUnsafeBytes { write($0, to: 1) } }

  static func log(_ line: String) { write(line + "\n", to: 2) }

  static func error(_ problem: Problem) { write(problem.description + "\n", to: 2) }

  static func print(_ json: JSON) { print(json.rendered(pretty: true)) }

  /// The width of the terminal that stdout is; nil where it is none, so that nothing is cut in a file or a pipe.
  static var width: Int? {
    guard isatty(1) == 1 else { return nil }
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  private static func write(_ text: String, to stream: Int32) {
    var text = text
    text.withUTF8 { write(UnsafeRawBufferPointer($0), to: stream) }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to stream: Int32) {
    var offset = 0
    while offset < bytes.count {
      let n = Glibc.write(stream, bytes.baseAddress! + offset, bytes.count - offset)
      if n < 0 && errno == EINTR { continue }
      // A reader that went away (| head) ends us by SIGPIPE; anything else cannot be told to anyone.
      guard n > 0 else { exit(1) }
      offset += n
    }
  }
}
