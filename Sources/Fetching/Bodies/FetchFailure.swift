import Model

/// Why nothing was fetched.
package struct FetchFailure: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Cause: Sendable {
    /// No answer: unknown host, refused, timeout, broken connection, untrusted certificate.
    case unreachable
    /// An answer, and not the one that was expected.
    case badAnswer
    /// This machine's fault: no room on the disk, unreadable CA file.
    case machine
  }

  package var problem: Problem
  package var cause: Cause
  package var isUnreachable: Bool { cause == .unreachable }
  package var description: String { problem.description }

  package init(problem: Problem, cause: Cause) {
    self.problem = problem
    self.cause = cause
  }
}
