extension JSON {
  /// The document of an encodable value: keys in the order in which the value encodes them (for synthesized code, the
  /// order of declaration), numbers with their exact text.
  ///
  /// A property `heldBecause` becomes the key `held_because`, and is null when it has no value. Keys that are data
  /// belong in a property of type `JSON`: they are not renamed, and their order is kept.
  ///
  /// - Throws: `EncodingError` for a dictionary, whose order changes from process to process.
  package init(encoding value: some Encodable) throws {
    let slot = Slot()
    try ValueEncoder(slot: slot, names: KeyNames()).put(value)
    self = slot.document
  }
}
