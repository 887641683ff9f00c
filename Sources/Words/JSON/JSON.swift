import Model

/// A JSON document that keeps the order of its keys and the exact text of its numbers.
package enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// A number's exact text: `12.5000`. The caller makes sure that it is a JSON number.
  case number(String)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  /// The string, or null if there is none.
  package static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
  package static func strings(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }
  package static func integer(_ n: Int) -> JSON { .integer(Int64(n)) }
  /// A number with exactly `decimals` digits; null for infinity and NaN.
  package static func decimal(_ x: Double, decimals: Int?) -> JSON {
    NumberText.decimal(x, decimals: decimals).map(JSON.number) ?? .null
  }

  /// The value of a cell whose kind is not declared.
  package init(_ value: Model.Value) {
    switch value {
    case .null: self = .null
    case .integer(let n): self = .integer(n)
    case .real(let x): self = .decimal(x, decimals: nil)
    case .text(let text): self = .string(text)
    }
  }

  /// The document as text without a final newline: indented by two spaces if `pretty`, otherwise on one line.
  package func rendered(pretty: Bool) -> String { String(decoding: bytes(pretty: pretty), as: UTF8.self) }

  /// The document as UTF-8: see ``rendered(pretty:)``.
  package func bytes(pretty: Bool) -> [UInt8] {
    var out: [UInt8] = []
    append(to: &out, indent: pretty ? 0 : nil)
    return out
  }

  /// - Parameter indent: the nesting depth of the value in a pretty document; nil for one line.
  package func append(to out: inout [UInt8], indent: Int?) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .integer(let n): NumberText.append(n, to: &out)
    case .number(let text): out += text.utf8
    case .string(let text): JSON.append(text, to: &out)
    case .array(let values):
      JSON.appendList(values, in: ("[", "]"), to: &out, indent: indent) { value, out, indent in
        value.append(to: &out, indent: indent)
      }
    case .object(let pairs):
      JSON.appendList(pairs, in: ("{", "}"), to: &out, indent: indent) { pair, out, indent in
        JSON.append(key: pair.0, to: &out, indent: indent)
        pair.1.append(to: &out, indent: indent)
      }
    }
  }

  package static func append(key: String, to out: inout [UInt8], indent: Int?) {
    append(key, to: &out)
    out += (indent == nil ? ":" : ": ").utf8
  }

  package static func appendLine(to out: inout [UInt8], indent: Int) {
    out.append(UInt8(ascii: "\n"))
    for _ in 0..<indent * 2 { out.append(UInt8(ascii: " ")) }
  }

  private static func appendList<Item>(
    _ items: [Item], in brackets: (String, String), to out: inout [UInt8], indent: Int?,
    _ append: (Item, inout [UInt8], Int?) -> Void
  ) {
    out += brackets.0.utf8
    for (i, item) in items.enumerated() {
      if i > 0 { out.append(UInt8(ascii: ",")) }
      if let indent { appendLine(to: &out, indent: indent + 1) }
      append(item, &out, indent.map { $0 + 1 })
    }
    if let indent, !items.isEmpty { appendLine(to: &out, indent: indent) }
    out += brackets.1.utf8
  }

  /// Appends a string in quotes, escaping only what JSON requires, so that slashes and all of Unicode stay readable.
  package static func append(_ text: String, to out: inout [UInt8]) {
    var text = text
    out.append(UInt8(ascii: "\""))
    text.withUTF8 { bytes in
      for byte in bytes {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
          out.append(UInt8(ascii: "\\"))
          out.append(byte)
        case 0..<0x20: appendEscape(of: byte, to: &out)
        default: out.append(byte)
        }
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  private static func appendEscape(of control: UInt8, to out: inout [UInt8]) {
    switch control {
    case 0x08: out += "\\b".utf8
    case 0x09: out += "\\t".utf8
    case 0x0A: out += "\\n".utf8
    case 0x0C: out += "\\f".utf8
    case 0x0D: out += "\\r".utf8
    default:
      let digits = Array("0123456789abcdef".utf8)
      out += "\\u00".utf8
      out.append(digits[Int(control >> 4)])
      out.append(digits[Int(control & 15)])
    }
  }
}

/// Two documents are equal if they have the same text, including the order of keys.
extension JSON: Equatable {
  package static func == (a: JSON, b: JSON) -> Bool { a.bytes(pretty: false) == b.bytes(pretty: false) }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(nilLiteral: ()) { self = .null }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements) }
}
