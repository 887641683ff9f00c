import Model

/// A value that is encoded as a single JSON value, whatever its properties are.
package protocol JSONScalar: Encodable {
  var json: JSON { get }
}

extension JSONScalar {
  /// Always fails: encoders other than ``JSON/init(encoding:keys:)`` would lose the order of keys or the exact number.
  package func encode(to encoder: any Encoder) throws {
    guard let encoder = encoder as? ValueEncoder else {
      throw EncodingError.invalidValue(
        self, .init(codingPath: encoder.codingPath, debugDescription: "only JSON(encoding:) keeps it exact"))
    }
    try encoder.put(self)
  }
}

extension JSON: JSONScalar { package var json: JSON { self } }
extension Day: JSONScalar { package var json: JSON { .string(description) } }
extension PublishedDate: JSONScalar { package var json: JSON { .string(description) } }
extension ExactNumber: JSONScalar { package var json: JSON { .number(description) } }
extension Value: JSONScalar { package var json: JSON { JSON(self) } }
