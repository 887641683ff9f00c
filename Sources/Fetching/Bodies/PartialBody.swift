import FoundationEssentials
import Glibc
import System
import Words

/// The part of a large body that came before it was cut off, kept so that the next request asks for the rest only.
///
/// These are the bytes as they were sent, perhaps compressed, in whole pieces with a hash for each: what a killed process or a failing
/// disk left behind is used up to the first piece that is not as it was received. Used by one thread at a time.
final class PartialBody {
  static let pieceSize = 1 << 18

  /// What the answer said whose bytes these are.
  struct Head: Codable, Equatable {
    /// For If-Range: as long as it is the publisher's, the bytes are those of before.
    var validator: String
    /// The header fields that are about the bytes, names in lower case.
    var headers: [String: String]
    /// The length of the whole as it was sent; nil where the answer did not say it.
    var length: Int?

    /// - Returns: nil if the answer has nothing by which its bytes can be known again: a weak ETag is also that of other bytes.
    init?(_ headers: [String: String]) {
      guard headers["accept-ranges"]?.lowercased() != "none" else { return nil }
      if let etag = headers["etag"] {
        guard !etag.hasPrefix("W/") else { return nil }
        validator = etag
      } else {
        // A file that was changed in this very second may be changed again in it.
        guard let changed = headers["last-modified"], changed != headers["date"] else { return nil }
        validator = changed
      }
      self.headers = headers.filter { !Self.ofTheMessage.contains($0.key) }
      length = headers["content-length"].flatMap { Int($0) }
    }

    private static let ofTheMessage: Set<String> = [
      "age", "connection", "content-length", "content-range", "date", "keep-alive", "set-cookie", "transfer-encoding",
    ]
  }

  /// What can be gone on with.
  struct Kept: Equatable {
    var head: Head
    /// How many bytes.
    var count: Int
    fileprivate var hashes: [String]

    /// The length of the whole, if an answer has exactly the rest of the same bytes; nil if not.
    func total(of headers: [String: String]) -> Int? {
      // Not every server looks at If-Range: what the answer says of its bytes must be what the first one said.
      for field in ["etag", "last-modified", "content-encoding"] {
        if let value = headers[field], value != head.headers[field] { return nil }
      }
      // bytes 262144-999999/1000000
      let parts = (headers["content-range"] ?? "").split { " -/".contains($0) }
      guard parts.count == 4, parts[0] == "bytes", Int(parts[1]) == count, let last = Int(parts[2]),
        let total = Int(parts[3]), total > count, last == total - 1, total == head.length ?? total
      else { return nil }
      return total
    }
  }

  private let folder: String
  private let path: String
  private var piecesPath: String { path + ".pieces" }
  /// What is not a whole piece yet.
  private var pending: [UInt8] = []
  /// The head to begin the files with; nil once they are there.
  private var head: Head?
  private var isWritten = false

  /// - Parameter name: the files' name in `folder`, without ending.
  init(folder: String, name: String) {
    self.folder = folder
    path = "\(folder)/\(name).part"
  }

  /// How many bytes are there, whether or not they are as they were.
  var count: Int { Files.size(path) ?? 0 }

  /// What can be gone on with, checked; the files are cut to that. Nil if there is nothing.
  func kept() -> Kept? {
    guard let text = try? Files.bytes(of: piecesPath), let file = try? OpenFile(reading: path) else { return nil }
    let lines = text.split(separator: 10)
    guard let first = lines.first, let head = try? JSONDecoder().decode(Head.self, from: Data(first)) else {
      remove()
      return nil
    }
    var hashes: [String] = []
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceSize, alignment: 16)
    defer { piece.deallocate() }
    for line in lines.dropFirst() {
      guard (try? file.fill(piece)) == Self.pieceSize else { break }
      var hash = Hash()
      hash.add(UnsafeRawBufferPointer(piece))
      guard hash.text.utf8.elementsEqual(line) else { break }
      hashes.append(hash.text)
    }
    let kept = Kept(head: head, count: hashes.count * Self.pieceSize, hashes: hashes)
    guard kept.count > 0, write(kept) else {
      remove()
      return nil
    }
    return kept
  }

  /// Leaves nothing in the files but what was checked.
  private func write(_ kept: Kept) -> Bool {
    guard truncate(path, off_t(kept.count)) == 0, let line = try? StoredJSON.line(kept.head) else { return false }
    return (try? AtomicFile.write(line + Array(("\n" + kept.hashes.map { $0 + "\n" }.joined()).utf8), to: piecesPath))
      != nil
  }

  /// Starts over with the body of another answer.
  func begin(_ headers: [String: String]) {
    remove()
    head = Head(headers)
    isWritten = head != nil
  }

  /// Goes on after what was kept.
  ///
  /// - Parameter sink: gets the bytes that are there.
  func resume(_ sink: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    isWritten = true
    do {
      try OpenFile(reading: path).forEachChunk { try sink($0.assumingMemoryBound(to: UInt8.self)) }
    } catch let failure as FileFailure {
      throw BodyFailure.disk(failure)
    }
  }

  /// Adds bytes as they were sent. Where they cannot be written, nothing is kept: the body itself is elsewhere.
  func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isWritten else { return }
    pending += bytes
    while pending.count >= Self.pieceSize {
      let piece = Array(pending.prefix(Self.pieceSize))
      pending.removeFirst(Self.pieceSize)
      do {
        try append(piece)
      } catch {
        remove()
        return
      }
    }
  }

  private func append(_ piece: [UInt8]) throws {
    if let head {
      try Files.makeFolder(folder, mode: 0o755)
      try OpenFile(writing: piecesPath, flags: O_TRUNC, mode: 0o644).write(try StoredJSON.line(head) + [10])
      self.head = nil
    }
    try OpenFile(writing: path, flags: O_APPEND, mode: 0o644).write(piece)
    // Only now, so that the hash is there only if the bytes are.
    try OpenFile(writing: piecesPath, flags: O_APPEND, mode: 0o644).write(Array((Hash.sha256(piece) + "\n").utf8))
  }

  /// Removes what is there; what comes is not kept.
  func remove() {
    (head, isWritten, pending) = (nil, false, [])
    unlink(piecesPath)
    unlink(path)
  }
}
