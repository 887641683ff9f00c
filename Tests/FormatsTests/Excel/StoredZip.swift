/// A zip archive whose files are not compressed, and gzip without compression.
enum StoredZip {
  static func bytes(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
    var (body, directory): ([UInt8], [UInt8]) = ([], [])
    for (name, content) in files {
      let offset = body.count
      let common =
        number(20, 2) + number(0, 8) + number(checksum(content), 4) + number(content.count, 4)
        + number(content.count, 4) + number(name.utf8.count, 2) + number(0, 2)
      body += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + content
      directory += [0x50, 0x4B, 1, 2] + number(20, 2) + common + number(0, 10) + number(offset, 4) + Array(name.utf8)
    }
    return body + directory + [0x50, 0x4B, 5, 6] + number(0, 4) + number(files.count, 2) + number(files.count, 2)
      + number(directory.count, 4) + number(body.count, 4) + number(0, 2)
  }

  /// A gzip file of stored blocks.
  static func gzip(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var from = 0
    repeat {
      let end = min(from + 0xFFFF, content.count)
      let length = end - from
      bytes += [end == content.count ? 1 : 0] + number(length, 2) + number(length ^ 0xFFFF, 2) + content[from..<end]
      from = end
    } while from < content.count
    return bytes + number(checksum(content), 4) + number(content.count, 4)
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { (place: Int) -> UInt8 in UInt8(truncatingIfNeeded: value >> (8 * min(place, 7))) }
  }

  private static let table: [UInt32] = (0..<256).map { (start: Int) -> UInt32 in
    var value = UInt32(start)
    for _ in 0..<8 {
      let half = value >> 1
      value = value & 1 == 1 ? 0xEDB8_8320 ^ half : half
    }
    return value
  }

  private static func checksum(_ bytes: [UInt8]) -> Int {
    var value = UInt32.max
    for byte in bytes {
      let rest = value >> 8
      value = rest ^ table[Int(UInt8(truncatingIfNeeded: value) ^ byte)]
    }
    return Int(~value)
  }
}
