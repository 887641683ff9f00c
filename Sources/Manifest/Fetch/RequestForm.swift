import Model

/// What a request says beside its address. A text `{secret:NAME}` in it, or in the address, stands for a key that the machine's configuration
/// names; it is put in at the last moment, and stands in every log and record as it is here.
package struct RequestForm: Equatable, Sendable {
  package struct Header: Equatable, Sendable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The body of a POST.
  package struct Post: Equatable, Sendable {
    /// The media type of the body.
    package var type: String
    package var body: String

    package init(type: String, body: String) {
      self.type = type
      self.body = body
    }
  }

  package var headers: [Header] = []
  /// Nil: the request is a GET.
  package var post: Post?

  package init(headers: [Header] = [], post: Post? = nil) {
    self.headers = headers
    self.post = post
  }

  package static let plain = RequestForm()

  /// The form with the day of asking in its places (``AddressList/places``).
  package func dated(on day: Day) -> RequestForm {
    var form = self
    for i in headers.indices { form.headers[i].value = AddressList.dated(headers[i].value, on: day) }
    if let post { form.post?.body = AddressList.dated(post.body, on: day) }
    return form
  }

  /// The names of the secrets in a text, in order.
  package static func secrets(in text: String) -> [String] {
    text.matches(of: /\{secret:([a-z0-9_]+)\}/).map { String($0.output.1) }
  }
}
