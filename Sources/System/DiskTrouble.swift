import Glibc

/// What to say where a disk is full or fails. Both look like anything else to whoever meets them, and only these words help.
package enum DiskTrouble {
  /// A disk with less than this is full, whatever the error was called.
  private static let least = 1 << 20

  /// What is wrong, and what to do about it; nil if the error says nothing of a disk.
  ///
  /// - Parameters:
  ///   - code: the errno.
  ///   - path: what could not be read or written.
  ///   - needed: how many bytes it takes; nil for about as much as its folder holds.
  package static func words(_ code: Int32, at path: String, needed: Int? = nil) -> (what: String, remedy: String)? {
    switch code {
    case ENOSPC: full(path, needed: needed)
    case EDQUOT:
      (
        "this user's share of the disk (quota) is used up; \(megabytes(need(path, needed))) MB are needed",
        "remove files of this user there, or ask for a larger share, then run again; what was there before is unchanged"
      )
    case EFBIG:
      (
        "the file would be larger than the file system or a limit (ulimit -f) allows",
        "raise the limit, or use another disk; what was there before is unchanged"
      )
    case EIO:
      (
        "the disk reports an input/output error (EIO)",
        "the disk is failing or was taken away: copy the data folder to another one before anything else, and see dmesg; then run again"
      )
    default: nil
    }
  }

  /// The words for a full disk, whatever the error was called.
  package static func full(_ path: String, needed: Int? = nil) -> (what: String, remedy: String) {
    let bytes = need(path, needed)
    if isOutOfFiles(path) {
      return (
        "the disk has no room for more files, however small (no inodes are left)",
        "remove files that nobody needs on the disk of \(absolute(existing(path))) (df -i shows how many there can be), then run again; "
          + "what was there before is unchanged"
      )
    }
    // A disk may be full of names, or the room be short only for a moment: then the free bytes explain nothing.
    let free = free(path).flatMap { $0 < bytes ? ", \(megabytes($0, rounded: .down)) MB are free" : nil } ?? ""
    let need = megabytes(bytes)
    return (
      "the disk is full: about \(need) MB are needed\(free)",
      "make room for \(need) MB on the disk of \(absolute(existing(path))), then run again; what was there before is unchanged"
    )
  }

  /// The words for the folder of temporary files, which another folder can stand in for; nil if the error says nothing of a disk.
  package static func temporary(_ code: Int32, needed: Int? = nil) -> (what: String, remedy: String)? {
    let folder = PrivateFolder.parent
    return words(code, at: folder, needed: needed).map {
      ($0.what, "\($0.remedy), or name another folder: TMPDIR=/var/tmp soundings ...")
    }
  }

  /// Whether so many bytes have room where a path is.
  package static func hasRoom(_ path: String, for bytes: Int) -> Bool { free(path).map { $0 > bytes } ?? false }

  /// Whether there is no room left where a path is, for bytes or for files.
  package static func isFull(_ path: String) -> Bool {
    free(path).map { $0 < least } ?? false || isOutOfFiles(path)
  }

  /// Whether a disk with a fixed number of files has them all.
  private static func isOutOfFiles(_ path: String) -> Bool {
    var facts = statvfs()
    return statvfs(existing(path), &facts) == 0 && facts.f_files > 0 && facts.f_favail == 0
      && Int(facts.f_bavail) * Int(facts.f_frsize) >= least
  }

  private static func free(_ path: String) -> Int? {
    var facts = statvfs()
    return statvfs(existing(path), &facts) == 0 ? Int(facts.f_bavail) * Int(facts.f_frsize) : nil
  }

  /// At least a megabyte: with a few bytes more the next file would fail.
  private static func need(_ path: String, _ needed: Int?) -> Int {
    if let needed { return needed + least }
    let folder = Files.isFolder(path) ? path : Files.folder(of: path)
    let names = (try? Files.names(in: folder, hidden: true)) ?? []
    return least + names.reduce(0) { $0 + (Files.isFolder("\(folder)/\($1)") ? 0 : Files.size("\(folder)/\($1)") ?? 0) }
  }

  /// The path, or the nearest folder above that is there.
  private static func existing(_ path: String) -> String {
    var path = path
    while !Files.exists(path) {
      let above = Files.folder(of: path)
      if above == path { break }
      path = above
    }
    return Files.isFolder(path) ? path : Files.folder(of: path)
  }

  private static func absolute(_ folder: String) -> String {
    guard let path = realpath(folder, nil) else { return folder }
    defer { Glibc.free(path) }
    return String(cString: path)
  }

  private static func megabytes(_ bytes: Int, rounded: FloatingPointRoundingRule = .up) -> Int {
    Int((Double(bytes) / 1_048_576).rounded(rounded))
  }
}
