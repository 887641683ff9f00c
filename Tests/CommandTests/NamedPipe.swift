import Foundation
import Glibc

/// A pipe with a name, through which a program of a test says what it has done: the test waits for that, never for a time.
final class NamedPipe {
  let path: String
  private let descriptor: Int32

  /// Makes it in a folder.
  ///
  /// - Parameter isOpenEnded: what comes has an end, when its writers have closed it; without that it stays open.
  init?(_ path: String, isOpenEnded: Bool = true) {
    guard mkfifo(path, 0o600) == 0 else { return nil }
    self.path = path
    descriptor = open(path, (isOpenEnded ? O_RDONLY | O_NONBLOCK : O_RDWR) | O_CLOEXEC)
  }

  deinit { close(descriptor) }

  /// What comes until it contains a text; all of it where it ends before, or nothing comes for a minute.
  func text(until end: String) -> String {
    var text = ""
    while !text.contains(end) {
      var one = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      var bytes = [UInt8](repeating: 0, count: 4096)
      guard poll(&one, 1, 60_000) == 1 else { break }
      let count = read(descriptor, &bytes, bytes.count)
      guard count > 0 else { break }
      text += String(decoding: bytes.prefix(count), as: UTF8.self)
    }
    return text
  }

  func write(_ text: String) -> Bool { Glibc.write(descriptor, text, text.utf8.count) == text.utf8.count }
}
