import Glibc

/// A port that accepts connections and either never answers or gives each the same answer.
final class Listener: Sendable {
  static let silent = Listener(answer: nil)
  let port: Int
  private let descriptor: Int32

  /// - Parameter breaks: resets each connection after its first request, without an answer.
  init(answer: String?, breaks: Bool = false) {
    let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(listening, $0, length)
        _ = listen(listening, 16)
        _ = getsockname(listening, $0, &length)
      }
    }
    port = Int(address.sin_port.bigEndian)
    descriptor = listening
    guard let answer else { return }  // the kernel accepts, and that is all
    startThread {
      var question = [UInt8](repeating: 0, count: 4096)
      while true {
        let connection = accept(listening, nil, nil)
        if connection < 0 { return }
        _ = read(connection, &question, question.count)
        if breaks {
          var atOnce = linger(l_onoff: 1, l_linger: 0)
          setsockopt(connection, SOL_SOCKET, SO_LINGER, &atOnce, socklen_t(MemoryLayout<linger>.size))
          close(connection)
          continue
        }
        _ = write(connection, answer, answer.utf8.count)
        close(connection)
      }
    }
  }

  deinit {
    // close() alone would leave the thread blocked in accept().
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
  }
}
