/// Fills a slot with what a value encodes.
struct ValueEncoder: Encoder {
  let slot: Slot
  let names: KeyNames
  var codingPath: [any CodingKey] = []
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> {
    slot.kind = .object
    return KeyedEncodingContainer(Keyed<Key>(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    slot.kind = .array
    return List(encoder: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }

  func put(_ value: some Encodable) throws {
    switch value {
    case let text as String: slot.kind = .scalar(.string(text))
    case let scalar as any JSONScalar: slot.kind = .scalar(scalar.json)
    case let flag as Bool: slot.kind = .scalar(.bool(flag))
    case let number as any BinaryInteger:
      slot.kind = .scalar(Int64(exactly: number).map(JSON.integer) ?? .number("\(number)"))
    case let number as Double: slot.kind = .scalar(.decimal(number, decimals: nil))
    case is any Unordered, is Float:
      throw EncodingError.invalidValue(
        value, .init(codingPath: codingPath, debugDescription: "no exact form: write a JSON.object, or a Double"))
    default: try value.encode(to: self)
    }
  }

  func putNull() { slot.kind = .scalar(.null) }
}

private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: ValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  private func member(_ key: any CodingKey) -> ValueEncoder {
    ValueEncoder(
      slot: encoder.slot.member(encoder.names.name(key)), names: encoder.names, codingPath: codingPath + [key])
  }

  func encodeNil(forKey key: Key) { member(key).putNull() }
  func encode<Item: Encodable>(_ value: Item, forKey key: Key) throws { try member(key).put(value) }
  func encodeIfPresent<Item: Encodable>(_ value: Item?, forKey key: Key) throws { try encodeOrNull(value, key) }

  private func encodeOrNull<Item: Encodable>(_ value: Item?, _ key: Key) throws {
    if let value { try encode(value, forKey: key) } else { encodeNil(forKey: key) }
  }

  // The standard library's version of each of these leaves out a key that has no value.
  func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try encodeOrNull(value, key) }
  func encodeIfPresent(_ value: String?, forKey key: Key) throws { try encodeOrNull(value, key) }
  func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try encodeOrNull(value, key) }
  func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try encodeOrNull(value, key) }
  func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try encodeOrNull(value, key) }
  func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try encodeOrNull(value, key) }
  func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try encodeOrNull(value, key) }
  func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try encodeOrNull(value, key) }
  func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try encodeOrNull(value, key) }
  func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try encodeOrNull(value, key) }
  func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try encodeOrNull(value, key) }
  func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws { try encodeOrNull(value, key) }
  func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws { try encodeOrNull(value, key) }
  func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try encodeOrNull(value, key) }

  func nestedContainer<Inner: CodingKey>(keyedBy: Inner.Type, forKey key: Key) -> KeyedEncodingContainer<Inner> {
    member(key).container(keyedBy: keyedBy)
  }
  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { member(key).unkeyedContainer() }
  /// A superclass's properties are encoded into the same object.
  func superEncoder() -> any Encoder { encoder }
  func superEncoder(forKey key: Key) -> any Encoder { member(key) }
}

private struct List: UnkeyedEncodingContainer {
  let encoder: ValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }
  var count: Int { encoder.slot.elements.count }

  private func element() -> ValueEncoder {
    ValueEncoder(slot: encoder.slot.element(), names: encoder.names, codingPath: codingPath)
  }

  func encodeNil() { element().putNull() }
  func encode<Item: Encodable>(_ value: Item) throws { try element().put(value) }
  func nestedContainer<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> {
    element().container(keyedBy: keyedBy)
  }
  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { element().unkeyedContainer() }
  func superEncoder() -> any Encoder { element() }
}

private struct Single: SingleValueEncodingContainer {
  let encoder: ValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  func encodeNil() { encoder.putNull() }
  func encode<Item: Encodable>(_ value: Item) throws { try encoder.put(value) }
}

/// Any dictionary: its order changes from process to process.
private protocol Unordered {}
extension Dictionary: Unordered {}
