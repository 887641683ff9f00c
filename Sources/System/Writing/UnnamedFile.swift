import Glibc

/// Temporary files that never have a name, so that nothing is left of them whenever the process ends.
package enum UnnamedFile {
  /// Opens one for reading and writing, readable by this user only.
  ///
  /// - Parameter isSupported: whether the file system may be asked for it; false only in tests.
  /// - Throws: ``FileFailure`` that names the folder.
  package static func open(in folder: String = PrivateFolder.parent, isSupported: Bool = true) throws(FileFailure)
    -> OpenFile
  {
    // Swift does not see the macro O_TMPFILE, which is this bit and O_DIRECTORY on every Linux.
    let flags = 0o20_000_000 | O_DIRECTORY | O_RDWR | O_CLOEXEC
    let descriptor = isSupported ? Glibc.open(folder, flags, 0o600) : -1
    if descriptor >= 0 { return OpenFile(descriptor, path: folder) }
    if isSupported, ![EOPNOTSUPP, EISDIR, EINVAL].contains(errno) { throw FileFailure(.make, folder) }
    // The file system has none, so that it has a name for an instant: in a folder that the next process removes if this one is killed.
    let own: PrivateFolder
    do { own = try PrivateFolder(in: folder) } catch { throw FileFailure(.make, folder) }
    let file = try OpenFile(newIn: own.path, prefix: "")
    unlink(file.path)
    return withExtendedLifetime(own) { file }
  }
}
