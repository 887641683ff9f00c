package struct License: Equatable, Sendable {
  package var name: String
  package var url: String?
  /// Whether the publisher's files may be passed on: then the pages have them to take.
  package var allowsCopies: Bool

  package init(name: String, url: String?, allowsCopies: Bool = false) {
    self.name = name
    self.url = url
    self.allowsCopies = allowsCopies
  }
}
