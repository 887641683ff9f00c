import Glibc
import Model
import Synchronization

/// SIGTERM and SIGINT ask the command to stop, which it does between two records or two blocks of a download. Where something takes
/// longer, such as a regular expression that backtracks without end, the process is ended after a second all the same: it may be killed
/// at any instant.
enum StopSignal {
  private static let requested = Atomic<Bool>(false)

  static func listen() {
    for number in [SIGTERM, SIGINT] {
      signal(number) { _ in
        // A second signal stops at once.
        if StopSignal.requested.exchange(true, ordering: .relaxed) { _exit(130) }
        ualarm(900_000, 0)
      }
    }
    _ = StopSignal.lastWords
    signal(SIGALRM) { _ in
      _ = Glibc.write(2, StopSignal.lastWords.pointer, StopSignal.lastWords.count)
      _exit(1)
    }
  }

  /// Made before any signal can come: a handler must not allocate.
  nonisolated(unsafe) private static let lastWords: (pointer: UnsafePointer<CChar>, count: Int) = {
    let text = strdup(Stopped().problem.description + "\n")!
    return (UnsafePointer(text), strlen(text))
  }()

  static var isRequested: Bool { requested.load(ordering: .relaxed) }
}
