import Glibc
import Synchronization

/// SIGTERM and SIGINT ask the command to stop, which it does between two records or two blocks of a download.
enum StopSignal {
  private static let requested = Atomic<Bool>(false)

  static func listen() {
    for number in [SIGTERM, SIGINT] {
      signal(number) { _ in
        // A second signal stops at once.
        if StopSignal.requested.exchange(true, ordering: .relaxed) { _exit(130) }
      }
    }
  }

  static var isRequested: Bool { requested.load(ordering: .relaxed) }
}
