import Glibc

/// The processes that have a file open, by /proc.
package enum FileHolders {
  /// Their names and numbers: `sqlite3 (pid 4711)`. Other users' processes are visible to root only.
  package static func names(of path: String) -> [String] {
    guard let real = realpath(path, nil) else { return [] }
    defer { free(real) }
    let wanted = String(cString: real)
    let own = "\(getpid())"
    let processes = ((try? Files.names(in: "/proc")) ?? []).filter { $0 != own && $0.allSatisfy(\.isNumber) }
    return processes.compactMap { process in
      let open = (try? Files.names(in: "/proc/\(process)/fd")) ?? []
      guard open.contains(where: { target(of: "/proc/\(process)/fd/\($0)") == wanted }) else { return nil }
      let name = (try? Files.bytes(of: "/proc/\(process)/comm")).map { String(decoding: $0, as: UTF8.self) } ?? ""
      return "\(name.filter { !$0.isNewline }) (pid \(process))"
    }
  }

  private static func target(of link: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes {
      readlink(link, $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
    }
    return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
  }
}
