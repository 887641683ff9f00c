/// JSON in which each text that occurs several times is stated once, in a list before all else, and `"$3"` is the fourth of it. A text that
/// begins with a dollar sign has another before it. Names of keys stay as they are.
///
/// It works on the bytes between the quotes, so that what comes back is what was written, byte for byte.
enum RepeatedText {
  private static let opening = Array("{\"repeated\":[".utf8)
  private static let (quote, dollar, backslash, colon) = (
    UInt8(ascii: "\""), UInt8(ascii: "$"), UInt8(ascii: "\\"), UInt8(ascii: ":")
  )

  /// - Parameter line: an object with at least one key, as ``StoredJSON`` writes it.
  static func packed(_ line: [UInt8]) -> [UInt8] {
    let found = values(in: line[...])
    var counts: [ArraySlice<UInt8>: Int] = [:]
    for value in found { counts[line[value], default: 0] += 1 }
    var pool = Pool<ArraySlice<UInt8>>()
    // `"$12",` in place of each costs six bytes, and one in the list its quotes and a comma.
    for value in found where counts[line[value]]! * (value.count - 4) > value.count + 3 {
      _ = pool.place(of: line[value])
    }
    let kept = Set(pool.items)
    var out = opening
    out += pool.items.map { [quote] + $0 + [quote] }.joined(separator: [UInt8(ascii: ",")])
    out += "],".utf8
    var done = 1
    for value in found {
      out += line[done..<value.lowerBound]
      if kept.contains(line[value]) {
        out += "$\(pool.place(of: line[value]))".utf8
      } else {
        if line[value].first == dollar { out.append(dollar) }
        out += line[value]
      }
      done = value.upperBound
    }
    return out + line[done...]
  }

  /// The JSON as it was; nil where it is not packed in this way, or a place leads nowhere.
  static func unpacked(_ data: [UInt8]) -> [UInt8]? {
    guard data.starts(with: opening) else { return nil }
    var texts: [Range<Int>] = []
    var at = opening.count
    while at < data.count, data[at] == quote {
      guard let end = end(ofText: at + 1, in: data[...]) else { return nil }
      texts.append(at + 1..<end)
      at = end + 1
      if at < data.count, data[at] == UInt8(ascii: ",") { at += 1 }
    }
    guard data[at...].starts(with: "],".utf8) else { return nil }
    at += 2
    var out: [UInt8] = [UInt8(ascii: "{")]
    for value in values(in: data[at...]) {
      out += data[at..<value.lowerBound]
      at = value.upperBound
      guard data[value].first == dollar else {
        out += data[value]
        continue
      }
      let rest = data[value].dropFirst()
      if rest.first == dollar {
        out += rest
      } else {
        guard let place = Int(String(decoding: rest, as: UTF8.self)), texts.indices.contains(place) else { return nil }
        out += data[texts[place]]
      }
    }
    return out + data[at...]
  }

  /// What stands between the quotes of each text that is no key.
  private static func values(in json: ArraySlice<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = json.startIndex
    while let start = json[at...].firstIndex(of: quote), let end = end(ofText: start + 1, in: json) {
      at = end + 1
      if at == json.endIndex || json[at] != colon { found.append(start + 1..<end) }
    }
    return found
  }

  private static func end(ofText start: Int, in json: ArraySlice<UInt8>) -> Int? {
    var at = start
    while at < json.endIndex {
      if json[at] == quote { return at }
      at += json[at] == backslash ? 2 : 1
    }
    return nil
  }
}
