import CZlib
import Model

/// The parts of an .xlsx file (a zip file of XML), read back: each one whole, and the rows counted.
///
/// libxlsxwriter notices no temporary file that the disk did not take, and would put the part that it took into the workbook.
struct XlsxParts {
  /// The `<row>` elements by the part's name.
  private(set) var rows: [String: Int] = [:]

  init(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { file in
      // The end record of a zip file without a comment is its last 22 bytes; it says where the directory begins.
      guard file.count >= 22, Self.number(file, at: file.count - 22, bytes: 4) == 0x0605_4b50 else {
        throw Self.cutOff("its end")
      }
      var entry = Self.number(file, at: file.count - 6, bytes: 4)
      for _ in 0..<Self.number(file, at: file.count - 12, bytes: 2) {
        guard entry + 46 <= file.count, Self.number(file, at: entry, bytes: 4) == 0x0201_4b50 else {
          throw Self.cutOff("its directory")
        }
        let nameLength = Self.number(file, at: entry + 28, bytes: 2)
        let name = String(decoding: file[entry + 46..<min(file.count, entry + 46 + nameLength)], as: UTF8.self)
        let packed = Self.number(file, at: entry + 20, bytes: 4)
        let local = Self.number(file, at: entry + 42, bytes: 4)
        guard local + 30 <= file.count else { throw Self.cutOff(name) }
        let start =
          local + 30 + Self.number(file, at: local + 26, bytes: 2) + Self.number(file, at: local + 28, bytes: 2)
        guard start + packed <= file.count else { throw Self.cutOff(name) }
        rows[name] = try Self.rows(UnsafeRawBufferPointer(rebasing: file[start..<start + packed]), name)
        entry +=
          46 + nameLength + Self.number(file, at: entry + 30, bytes: 2) + Self.number(file, at: entry + 32, bytes: 2)
      }
    }
  }

  /// Unpacks a part, and throws where its XML does not end with its root.
  private static func rows(_ packed: UnsafeRawBufferPointer, _ name: String) throws -> Int {
    var stream = z_stream()
    guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw cutOff(name)
    }
    defer { inflateEnd(&stream) }
    stream.next_in = UnsafeMutablePointer(mutating: packed.bindMemory(to: UInt8.self).baseAddress)
    stream.avail_in = UInt32(packed.count)
    var scan = XMLScan()
    let isWhole = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { chunk in
      while true {
        stream.next_out = chunk.baseAddress
        stream.avail_out = UInt32(chunk.count)
        let code = inflate(&stream, Z_NO_FLUSH)
        guard code == Z_OK || code == Z_STREAM_END else { return false }
        scan.read(UnsafeBufferPointer(rebasing: chunk[..<(chunk.count - Int(stream.avail_out))]))
        if code == Z_STREAM_END { return scan.endsWithRoot }
      }
    }
    guard isWhole else { throw cutOff(name) }
    return scan.rows
  }

  private static func number(_ bytes: UnsafeRawBufferPointer, at: Int, bytes count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }

  private static func cutOff(_ part: String) -> Problem {
    Problem(
      at: "workbook", "came out of libxlsxwriter cut off (\(part)): the folder for temporary files ran full",
      remedy: "free some space on that disk, or set TMPDIR to a folder with more")
  }
}

/// Looks at XML as it passes by: which element begins the document, and whether its end is the last thing there.
private struct XMLScan {
  private(set) var rows = 0
  /// The beginning of the last tag, `<` included; it is kept from one to the next, since a million rows have many.
  private var tag: [UInt8] = []
  private var isInTag = false
  private var endsAfterTag = false
  private var root: [UInt8] = []

  /// Enough of a tag to know its name.
  private static let enough = 24

  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      if isInTag {
        if tag.count < Self.enough { tag.append(byte) }
        if byte == UInt8(ascii: ">") { end() }
      } else if byte == UInt8(ascii: "<") {
        isInTag = true
        endsAfterTag = false
        tag.removeAll(keepingCapacity: true)
        tag.append(byte)
      } else if byte > 0x20 {
        endsAfterTag = false
      }
      i += 1
    }
  }

  private mutating func end() {
    isInTag = false
    endsAfterTag = true
    // `<row r="2" ...>`, of which a sheet has one for each row that holds a cell.
    if tag.count > 4, tag[1] == UInt8(ascii: "r"), tag[2] == UInt8(ascii: "o"), tag[3] == UInt8(ascii: "w"),
      tag[4] <= 0x20
    {
      rows += 1
    }
    if root.isEmpty, tag[1] != UInt8(ascii: "?") { root = name }
  }

  private var name: [UInt8] { Array(tag.dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") }) }

  /// Also true for a document of one tag.
  var endsWithRoot: Bool {
    let last = isInTag || tag.isEmpty ? [] : name
    return endsAfterTag && !root.isEmpty && (last == [UInt8(ascii: "/")] + root || last == root)
  }
}
