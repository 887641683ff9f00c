import Model
import TestTools

@testable import Formats

/// JSON in the shapes that can be declared.
enum FuzzJSON {
  private static let texts = [
    ("", ""), ("Peru", "Peru"), ("P\\u0065r\\u00fa", "Perú"), ("a\\\"b", "a\"b"), ("\\ud83d\\ude00", "😀"),
    ("x\\ny", "x\ny"), ("é – 🚤", "é – 🚤"), ("\\\\", "\\"), ("[{", "[{"),
  ]
  private static let numbers = ["0", "-7", "12.50", "1e3", "1E-400", "123456789012345678901234567890", "-0"]

  static func input(_ random: inout SeededRandom) -> FuzzInput {
    let columns = Int.random(in: 1...5, using: &random)
    let header = (0..<columns).map { "c\($0)" }
    var reading = Reading(format: .json, header: header, ignore: ["extra"])
    let kind = JSONShape.Kind.allCases.randomElement(using: &random) ?? .objects
    reading.shape.kind = kind
    let count = Int.random(in: (kind == .lines ? 1 : 0)...15, using: &random)
    var expected: [[String?]] = []
    var items: [[String]] = []
    for _ in 0..<count {
      let values = (0..<columns).map { _ in value(&random) }
      expected.append(values.map(\.read))
      items.append(values.map(\.written))
    }
    let body: String
    switch kind {
    case .objects: body = "[\(items.map { object($0, header, &random) }.joined(separator: blank(&random) + ","))]"
    case .lines: body = items.map { object($0, header, &random).replacing("\n", with: " ") + "\n" }.joined()
    case .arrays: body = "[\(items.map { "[\($0.joined(separator: ","))]" }.joined(separator: ",\n"))]"
    case .keyed:
      body = "{\(items.enumerated().map { "\"k\($0)\":\(object($1, header, &random))" }.joined(separator: ","))}"
    case .columns:
      let list = header.indices.map { i in "\"\(header[i])\":[\(items.map { $0[i] }.joined(separator: ", "))]" }
      body = "{\(list.joined(separator: ","))}"
    }
    if kind == .lines { return FuzzInput(kind: "json", Array(body.utf8), [reading], expected: expected) }
    guard Bool.random(using: &random) else {
      return FuzzInput(kind: "json", Array((blank(&random) + body).utf8), [reading], expected: expected)
    }
    reading.records = "/a~1b/0/items"
    let text = "{\"n\": [1, {\"items\": 2}], \"a/b\": [{\"x\": null,\"items\":\(body)}], \"items\": []}"
    return FuzzInput(kind: "json", Array(text.utf8), [reading], expected: expected)
  }

  private static func value(_ random: inout SeededRandom) -> (written: String, read: String?) {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return ("null", nil)
    case 1: return Bool.random(using: &random) ? ("true", "true") : ("false", "false")
    case 2, 3:
      let number = numbers.randomElement(using: &random) ?? "0"
      return (number, number)
    default:
      let text = texts.randomElement(using: &random) ?? ("", "")
      return ("\"\(text.0)\"", text.1)
    }
  }

  private static func object(_ values: [String], _ header: [String], _ random: inout SeededRandom) -> String {
    var members = zip(header, values).map { "\"\($0)\"\(blank(&random)):\(blank(&random))\($1)" }
    if Bool.random(using: &random) { members.append("\"extra\": {\"deep\": [[], {\"c0\": 1}]}") }
    members.shuffle(using: &random)
    return "{\(members.joined(separator: ","))}"
  }

  private static func blank(_ random: inout SeededRandom) -> String {
    ["", "", " ", "\n", "\t ", "\r\n"].randomElement(using: &random) ?? ""
  }
}
