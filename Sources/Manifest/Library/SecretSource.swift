/// Where a key or token of a publisher is read, and the only host to which it is sent.
package struct SecretSource: Equatable, Sendable {
  package enum Place: Equatable, Sendable {
    /// A variable of the environment.
    case environment(String)
    /// The whole content of a file, without blanks and line ends around it.
    case file(String)
  }

  package var place: Place
  /// In lower case, without port.
  package var host: String

  package init(place: Place, host: String) {
    self.place = place
    self.host = host
  }

  /// The place in words.
  package var words: String {
    switch place {
    case .environment(let name): "the variable \(name) of the environment"
    case .file(let path): "the file \(path)"
    }
  }
}
