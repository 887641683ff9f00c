import Glibc

/// The file of the running program.
package enum ProgramFile {
  /// Its path with all links resolved; nil if the system does not give it.
  package static var path: String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
  }
}
