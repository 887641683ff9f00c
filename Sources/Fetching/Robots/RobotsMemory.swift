/// Where copies of robots.txt files outlive the process.
package struct RobotsMemory: Sendable {
  /// The copy of a host, `HOST` or `HOST:PORT`; nil if there is none.
  package var copy: @Sendable (String) -> RobotsCopy?
  package var keep: @Sendable (RobotsCopy, String) -> Void

  package init(
    copy: @escaping @Sendable (String) -> RobotsCopy?, keep: @escaping @Sendable (RobotsCopy, String) -> Void
  ) {
    self.copy = copy
    self.keep = keep
  }

  /// Remembers nothing.
  package static let none = RobotsMemory(copy: { _ in nil }, keep: { _, _ in })
}
