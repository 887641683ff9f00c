import Model

/// A value that is one piece of JSON, whatever it consists of.
package protocol JSONScalar: Encodable {
  var json: JSON { get }
}

extension JSONScalar {
  /// Any other encoder than ``JSON/init(encoding:keys:)`` would lose the order of keys or the exact number, and fails.
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
