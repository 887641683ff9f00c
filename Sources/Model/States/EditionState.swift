/// The state of an edition in the warehouse.
package enum EditionState: String, Encodable, Sendable {
  case loaded
  /// A guard, a broken contract or an unreadable snapshot keeps the edition from use.
  case held
  /// The same bytes as the edition before it.
  case repeated
}
