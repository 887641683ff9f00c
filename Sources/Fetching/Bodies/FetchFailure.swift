import Model

/// Why fetching failed.
package struct FetchFailure: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Cause: Sendable {
    /// There was no response: unknown host, refused, timeout, broken connection, untrusted certificate.
    case unreachable
    /// The response was not the expected one.
    case badAnswer
    /// A problem of this machine: no space on the disk, an unreadable CA file.
    case machine
  }

  package var problem: Problem
  package var cause: Cause
  /// The status that the publisher answered with, if that is why.
  package var status: Int?
  /// Whether the publisher says that there is nothing at the address.
  package var isDead: Bool { status == 404 || status == 410 }
  package var isUnreachable: Bool { cause == .unreachable }
  package var description: String { problem.description }

  package init(problem: Problem, cause: Cause) {
    self.problem = problem
    self.cause = cause
  }
}
