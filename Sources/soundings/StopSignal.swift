import Glibc
import Synchronization

/// SIGTERM and SIGINT ask the run to stop; it does so between two records or bytes of a download.
enum StopSignal {
  private static let requested = Atomic<Bool>(false)

  static func listen() {
    for number in [SIGTERM, SIGINT] {
      signal(number) { _ in
        // A second Ctrl-C means: now.
        if StopSignal.requested.exchange(true, ordering: .relaxed) { _exit(130) }
      }
    }
  }

  static var isRequested: Bool { requested.load(ordering: .relaxed) }
}
