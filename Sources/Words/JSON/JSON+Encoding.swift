extension JSON {
  /// What an encodable value is as a document: keys in the order in which the value encodes them (synthesized code does so
  /// in the order of declaration), numbers with their exact text.
  ///
  /// A property `heldBecause` has the key `held_because`, and is null where it has no value. Keys that are data belong in a
  /// property of type `JSON`: they are not renamed, and an object keeps its order.
  ///
  /// - Throws: `EncodingError` for a dictionary, whose order changes from process to process.
  package init(encoding value: some Encodable) throws {
    let slot = Slot()
    try ValueEncoder(slot: slot, names: KeyNames()).put(value)
    self = slot.document
  }
}
