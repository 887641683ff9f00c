import Model

/// Splits one item of a document into the fields of a header.
protocol JSONFields: AnyObject {
  var slots: UnsafeMutablePointer<FieldBytes> { get }
  /// The fields that no item so far has had.
  var unnamed: [Int] { get }
  func read(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONOutcome
  func clear()
}
