/// Words of an article that contain a number or a date that needs no figure, and the reason.
package struct AllowedText: Equatable, Sendable {
  /// The words exactly as in the article: `2019`, `three people`.
  package var text: String
  /// Words that must all be in the same sentence; nil allows the text everywhere.
  package var near: String?
  package var reason: String
  /// The article's file and the line of the entry.
  package var place: String

  package init(text: String, near: String? = nil, reason: String, place: String) {
    self.text = text
    self.near = near
    self.reason = reason
    self.place = place
  }
}
