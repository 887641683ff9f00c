/// Words of an article that hold a number or a date which needs no figure, and why.
package struct AllowedText: Equatable, Sendable {
  /// The words as they stand in the article: `2019`, `three people`.
  package var text: String
  /// Words that must all stand in the same sentence; nil allows the text everywhere.
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
