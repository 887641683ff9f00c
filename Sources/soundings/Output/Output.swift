import ArgumentParser
import Glibc
import Model
import Runs
import Synchronization
import Words

/// Writes to the two streams: data to stdout, everything else to stderr.
enum Output {
  /// A command's report: with `--json` one document, otherwise text for people.
  ///
  /// - Parameters:
  ///   - isData: true if the text is what was asked for, so that `--quiet` does not suppress it.
  ///   - isPaged: true if a pager may show it, as it may all data.
  ///   - text: nil or empty if there is nothing to print.
  static func render(
    _ report: some Encodable, _ options: Options, isData: Bool = false, isPaged: Bool = false, paint: Paint = Paint(),
    text: () -> String?
  ) throws {
    if options.json {
      // A JSON document is printed as it is: it escapes control characters itself.
      writeLine(try JSON(encoding: report).rendered(pretty: true), to: 1)
    } else if isData || !options.quiet, let text = text(), !text.isEmpty {
      print(text, paint: paint, isPaged: isPaged || isData)
    }
  }

  /// A report that a program reads, or a person copies: never wrapped.
  static func renderVerbatim(_ report: some Encodable, _ options: Options, text: () -> String) throws {
    guard !options.json else { return try render(report, options) { nil } }
    writeLine(VisibleText.lines(of: text()), to: 1)
  }

  /// Ends the command with its report's exit code.
  static func end(_ report: some Ending) throws {
    if report.exitCode != 0 { throw ExitCode(report.exitCode) }
  }

  /// Prints text for people. Control characters, which a terminal would obey, are made visible.
  ///
  /// On a terminal a line of prose that is too long is wrapped between words. What is to be typed is not: a command goes on in the next line
  /// as the terminal does it, and can be copied whole.
  static func print(_ text: String, paint: Paint = Paint(), isPaged: Bool = false) {
    let text = VisibleText.lines(of: text)
    guard let width else { return writeLine(text, to: 1) }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      guard TextWidth.of(String(line)) > width, !line.contains("soundings "), !line.contains("─") else {
        return [String(line)]
      }
      let indent = String(line.prefix { $0 == " " })
      return TextWidth.wrapped(String(line.dropFirst(indent.count)), to: width - indent.count).map { indent + $0 }
    }
    let painted = paint.lines(lines, on: 1).joined(separator: "\n")
    if !isPaged || !Pager.show(painted) { writeLine(painted, to: 1) }
  }

  static func print(bytes: [UInt8]) { bytes.withUnsafeBytes { write($0, to: 1) } }

  static func log(_ line: String) { write(VisibleText.lines(of: line) + "\n", to: 2) }

  static func log(lines: [String]) { for line in lines { log(line) } }

  static func error(_ problem: Problem) {
    let lines = problem.description.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    write(Paint.title.lines(lines, on: 2).joined(separator: "\n") + "\n", to: 2)
  }

  static func errors(_ problems: [Problem]) { for problem in problems { error(problem) } }

  /// What is being recorded; nil where nothing is. Threads that fetch write, too.
  private static let record = Mutex<[IdleAnswer.Piece]?>(nil)

  /// Runs `body`, and gives what it wrote.
  static func recorded(_ body: () throws -> Void) rethrows -> [IdleAnswer.Piece] {
    record.withLock { $0 = [] }
    defer { record.withLock { $0 = nil } }
    try body()
    return record.withLock { $0 } ?? []
  }

  /// Writes again what was recorded.
  static func repeated(_ pieces: [IdleAnswer.Piece]) {
    for piece in pieces { write(piece.text, to: piece.stream) }
  }

  /// The width of the terminal that stdout is; nil if it is none, so that nothing is cut in a file or a pipe.
  static var width: Int? {
    guard isatty(1) == 1 else { return nil }
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  private static func writeLine(_ text: String, to stream: Int32) {
    write(text.hasSuffix("\n") ? text : text + "\n", to: stream)
  }

  private static func write(_ text: String, to stream: Int32) {
    record.withLock { $0?.append(IdleAnswer.Piece(stream: stream, text: text)) }
    var text = text
    text.withUTF8 { write(UnsafeRawBufferPointer($0), to: stream) }
  }

  /// Ends the command: what it was asked for did not arrive. Where even stderr takes nothing, only the exit code says so.
  private static func fail(_ stream: Int32, _ code: Int32) -> Never {
    guard stream == 1 else { exit(1) }
    let trouble = code == ENOSPC ? "the device is full" : String(cString: strerror(code))
    error(
      Problem(
        at: "standard output", "cannot be written: \(trouble)",
        remedy: "the output is incomplete; make room where it goes, or send it elsewhere, and run the command again"))
    exit(1)
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to stream: Int32) {
    var offset = 0
    while offset < bytes.count {
      let n = Glibc.write(stream, bytes.baseAddress! + offset, bytes.count - offset)
      if n < 0 && errno == EINTR { continue }
      // A pipe that does not let its writer wait is waited for all the same.
      if n < 0 && errno == EAGAIN {
        var ready = pollfd(fd: stream, events: Int16(POLLOUT), revents: 0)
        if poll(&ready, 1, -1) >= 0 || errno == EINTR { continue }
      }
      // A closed pipe (| head) ends the process by SIGPIPE.
      guard n > 0 else { fail(stream, n < 0 ? errno : EIO) }
      offset += n
    }
  }
}
