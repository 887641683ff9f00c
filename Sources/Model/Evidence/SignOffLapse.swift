/// Why a sign-off no longer counts.
package enum SignOffLapse: Hashable, Sendable {
  case value(from: String?, to: String?)
  case valueAtPublication(from: String?, to: String?)
  case rule
  case evidence
  /// A record on the figure cannot be read: it may be one that takes the sign-off back.
  case damagedRecord
}
