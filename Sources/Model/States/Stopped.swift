/// Somebody asked the process to stop (SIGTERM, ^C). The one form of it: whatever is under way throws this, and what was not
/// finished is taken back.
package struct Stopped: Error, Equatable, Sendable {
  package init() {}

  /// What the user reads.
  package var problem: Problem {
    Problem(at: "soundings", "stopped on request; what was not finished was taken back", remedy: "run again to go on")
  }
}
