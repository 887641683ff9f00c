/// The process was asked to stop (SIGTERM, ^C). Whatever is under way throws this one error, and unfinished work is
/// rolled back.
package struct Stopped: Error, Equatable, Sendable {
  /// What happened, wherever it is reported.
  package static let words = "stopped on request"

  package init() {}

  /// The error that the user reads.
  package var problem: Problem {
    Problem(at: "soundings", "\(Self.words); unfinished work was rolled back", remedy: "run again to go on")
  }
}
