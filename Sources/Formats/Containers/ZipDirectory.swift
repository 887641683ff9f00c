import Glibc
import Model
import Words

/// The files in a zip archive, from its directory at the end (APPNOTE.TXT 4.3).
struct ZipDirectory {
  struct Member {
    var name: String
    var method: Int
    var isEncrypted: Bool
    var checksum: UInt32
    var packed: Int
    var size: Int
    /// The offset of its local header.
    var offset: Int
  }

  let members: [Member]

  private static let mostMembers = 10_000
  private static let largestDirectory = 16 << 20

  init(_ file: Int32, name: String) throws {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw Self.damaged(name) }
    let length = Int(status.st_size)
    let tail = Self.bytes(file, at: max(0, length - 65_557), count: min(length, 65_557))
    guard let end = tail.indices.reversed().first(where: { tail[$0...].starts(with: [0x50, 0x4B, 5, 6]) }),
      tail.count - end >= 22
    else { throw Self.damaged(name) }
    let (count, size, offset) = (
      Self.number(tail, at: end + 10, bytes: 2), Self.number(tail, at: end + 12, bytes: 4),
      Self.number(tail, at: end + 16, bytes: 4)
    )
    guard count < 0xFFFF, offset < 0xFFFF_FFFF, count <= Self.mostMembers, size <= length, size <= Self.largestDirectory
    else {
      throw Problem(
        .badInput, at: name, "the zip archive has more than \(Self.mostMembers) files or more than 4 GiB",
        remedy: "unzip it and add the file inside")
    }
    let list = Self.bytes(file, at: offset, count: size)
    var members: [Member] = []
    var i = 0
    for _ in 0..<count {
      guard list.count - i >= 46, list[i...].starts(with: [0x50, 0x4B, 1, 2]) else { throw Self.damaged(name) }
      let lengths = [28, 30, 32].map { Self.number(list, at: i + $0, bytes: 2) }
      guard list.count - i >= 46 + lengths.reduce(0, +) else { throw Self.damaged(name) }
      let text = String(decoding: list[(i + 46)..<(i + 46 + lengths[0])], as: UTF8.self)
      if !text.hasSuffix("/") {
        members.append(
          Member(
            name: text, method: Self.number(list, at: i + 10, bytes: 2), isEncrypted: list[i + 8] & 1 == 1,
            checksum: UInt32(Self.number(list, at: i + 16, bytes: 4)), packed: Self.number(list, at: i + 20, bytes: 4),
            size: Self.number(list, at: i + 24, bytes: 4), offset: Self.number(list, at: i + 42, bytes: 4)))
      }
      i += 46 + lengths.reduce(0, +)
    }
    self.members = members
  }

  /// The only member that a regular expression matches.
  func member(_ pattern: String, name: String) throws -> Member {
    let regex = try? Regex(pattern)
    let found = members.filter { member in regex.map { (try? $0.wholeMatch(in: member.name)) != nil } ?? false }
    let shown = (found.isEmpty ? members : found).prefix(6).map { "'\($0.name)'" }.joined(separator: ", ")
    guard let one = found.first, found.count == 1 else {
      throw Problem(
        .badInput, at: name,
        found.isEmpty
          ? "no file in the zip archive has a name like '\(pattern)'; it has \(members.isEmpty ? "none" : shown)"
          : "\(found.count) files in the zip archive have names like '\(pattern)': \(shown)",
        remedy: "make read.container.zip in the dataset's dataset.yaml match one of them, then: soundings check")
    }
    try Self.requireReadable(one, name: name)
    return one
  }

  /// - Throws: ``Problem`` (`.badInput`) where a member is encrypted, or compressed by something else than deflate.
  static func requireReadable(_ member: Member, name: String) throws {
    guard !member.isEncrypted else {
      throw Problem(
        .badInput, at: name, "'\(member.name)' in the zip archive is encrypted",
        remedy: "ask the publisher for the file without a password")
    }
    guard member.method == 0 || member.method == 8 else {
      throw Problem(
        .badInput, at: name, "'\(member.name)' in the zip archive is compressed by method \(member.method)",
        remedy: "unzip it and add the file inside: only deflate is read")
    }
  }

  /// The offset of a member's bytes, behind its local header.
  static func start(_ member: Member, _ file: Int32, name: String) throws -> Int {
    let header = bytes(file, at: member.offset, count: 30)
    guard header.count == 30, header.starts(with: [0x50, 0x4B, 3, 4]) else { throw damaged(name) }
    return member.offset + 30 + number(header, at: 26, bytes: 2) + number(header, at: 28, bytes: 2)
  }

  static func damaged(_ name: String) -> Problem {
    Problem(
      .badInput, at: name, "the zip archive is damaged or cut off",
      remedy: "fetch it again; if nothing changes, compare its size with the publisher's")
  }

  private static func number(_ bytes: [UInt8], at: Int, bytes count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }

  private static func bytes(_ file: Int32, at offset: Int, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: max(count, 1)) { memory, filled in
      filled = max(0, pread(file, memory.baseAddress, max(count, 0), offset))
    }
  }
}
