import Glibc

/// What the file system says of files, without reading them: the same text means that they were not written to since.
///
/// Size, inode and both times to the nanosecond; the time of the last change of the inode cannot be set back by a program, so
/// that a file that was edited or replaced is noticed even where its size and date were kept. A copy on another machine is
/// another state, which costs one run more.
package enum FileStates {
  /// The state of a file, or of a folder with everything in it; of what does not exist it says so.
  package static func text(of path: String) -> String {
    var out = ""
    add(path, to: &out)
    return out
  }

  /// When a file was last written to, in seconds since 1970; nil if there is none.
  package static func writtenAt(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mtim.tv_sec : nil
  }

  private static func add(_ path: String, to out: inout String) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      out += "\(path) absent\n"
      return
    }
    if status.st_mode & S_IFMT == S_IFLNK {
      // Both the link and what it leads to.
      out += line(path, status)
      guard stat(path, &status) == 0 else { return }
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      out += line(path, status)
      return
    }
    guard let names = try? Files.names(in: path, hidden: true) else {
      out += "\(path) cannot be read\n"
      return
    }
    // A folder without a file counts, too.
    out += "\(path)/\n"
    for name in names { add("\(path)/\(name)", to: &out) }
  }

  private static func line(_ path: String, _ status: stat) -> String {
    "\(path) \(status.st_mode) \(status.st_size) \(status.st_ino) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) "
      + "\(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec)\n"
  }
}
