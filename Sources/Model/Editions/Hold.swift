/// What keeps an edition from use.
package struct Hold: Error, Equatable, Sendable {
  package var reason: HoldReason
  package var problem: Problem

  package init(_ reason: HoldReason, _ problem: Problem) {
    self.reason = reason
    self.problem = problem
  }
}
