import Manifest
import Words

extension RequestForm {
  /// The form with the number, offset or cursor of a page in the places of its body that have the parameter's name, `{page}`; nil where the body
  /// has none.
  ///
  /// In JSON, a place between quotes becomes a text, and any other a number, a text, or null for the first page, which has no cursor; in any other
  /// body, the value is percent-encoded.
  func paged(_ parameter: String, _ value: String?) -> RequestForm? {
    let place = "{\(parameter)}"
    guard var post, post.body.contains(place) else { return nil }
    if post.type.hasSuffix("json") {
      // Neither ends the text, nor looks like another place.
      let text = JSON.string(value ?? "").rendered(pretty: false).replacing("{", with: "\\u007b")
      let isNumber =
        value.map { !$0.isEmpty && $0.count < 16 && $0.utf8.allSatisfy { (48...57).contains($0) } } ?? false
      post.body = post.body.replacing("\"\(place)\"", with: text)
        .replacing(place, with: isNumber ? value ?? "" : value == nil ? "null" : text)
    } else {
      post.body = post.body.replacing(place, with: WebAddress.encoded(value ?? ""))
    }
    var form = self
    form.post = post
    return form
  }
}
