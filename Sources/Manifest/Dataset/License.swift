package struct License: Equatable, Sendable {
  package var name: String
  package var url: String?

  package init(name: String, url: String?) {
    self.name = name
    self.url = url
  }
}
