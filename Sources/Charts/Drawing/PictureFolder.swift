import Glibc
import Model

/// A folder of our own under TMPDIR, for the files that another program reads and writes.
struct PictureFolder {
  let path: String

  init() throws {
    let parent = getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    var template = Array("\(parent)/soundings-charts-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Problem(
        at: parent, "no folder can be made here for the charts: \(String(cString: strerror(errno)))",
        remedy: "make room, or name another folder: TMPDIR=/var/tmp soundings ...")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// A file's bytes; nil where there is none.
  func bytes(_ name: String) -> [UInt8]? {
    let file = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let n = read(file, &chunk, chunk.count)
      if n < 0 && errno == EINTR { continue }
      guard n > 0 else { return bytes }
      bytes += chunk[..<n]
    }
  }

  /// The folder with all that is in it, whoever put it there.
  func remove() { Self.remove(path) }

  private static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    if let handle = opendir(path) {
      var names: [String] = []
      while let entry = readdir(handle) {
        names.append(
          withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
          })
      }
      closedir(handle)
      for name in names where name != "." && name != ".." { remove("\(path)/\(name)") }
    }
    rmdir(path)
  }
}
