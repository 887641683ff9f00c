import Foundation

/// The texts and numbers of a JSON document, for a search of quotes.
enum JSONWords {
  /// A line for each, in the order of the keys; nil where it is no JSON.
  static func lines(of utf8: [UInt8]) -> [String]? {
    guard let value = try? JSONSerialization.jsonObject(with: Data(utf8)) else { return nil }
    var lines: [String] = []
    collect(value, into: &lines)
    return lines
  }

  private static func collect(_ value: Any, into lines: inout [String]) {
    switch value {
    case let map as [String: Any]: for key in map.keys.sorted() { collect(map[key]!, into: &lines) }
    case let list as [Any]: for item in list { collect(item, into: &lines) }
    case let text as String: lines.append(text)
    case let number as NSNumber: lines.append("\(number)")
    default: break
    }
  }
}
