import Glibc
import Model

extension AtomicFile {
  /// Writes several files that are not there yet, all or none: none has its name before all are on the disk.
  ///
  /// A process that is killed between two of the names leaves those that it gave.
  ///
  /// - Parameter isReadOnly: removes the permission to write the finished files.
  /// - Throws: ``Problem``; none of the files is there then.
  package static func writeNew(_ files: [(path: String, bytes: [UInt8])], isReadOnly: Bool = false) throws {
    var written: [(file: OpenFile, temporary: String, path: String)] = []
    var named: [String] = []
    do throws(FileFailure) {
      for (path, bytes) in files {
        let (folder, name) = Files.split(path)
        let temporary = "\(folder)/.\(name).new"
        let file = try openLocked(temporary, for: path)
        written.append((file, temporary, path))
        try file.write(bytes)
        if isReadOnly, fchmod(file.descriptor, 0o444) != 0 { throw FileFailure(.write, path) }
        try file.sync()
      }
      for (_, temporary, path) in written {
        guard rename(temporary, path) == 0 else { throw FileFailure(.write, path) }
        named.append(path)
      }
      for folder in Set(named.map(Files.folder)).sorted() { try Files.syncFolder(folder) }
    } catch var failure {
      for path in named { unlink(path) }
      for one in written where !named.contains(one.path) { unlink(one.temporary) }
      failure.needed = files.reduce(0) { $0 + $1.bytes.count }
      throw failure.problem
    }
    // Closed only here: the locks keep other writers out until after the names are given.
    withExtendedLifetime(written) {}
  }
}
