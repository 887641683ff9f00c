/// One file of an export: its name within the export folder and its bytes.
package struct ExportFile: Equatable, Sendable {
  /// May contain folders: `site/index.html`.
  package var name: String
  package var bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

extension ExportFile {
  /// Writes the file into a folder, creating the folders in its name.
  ///
  /// - Returns: whether the file was written; a file with the same bytes is left alone.
  package func write(to folder: String) throws -> Bool {
    let path = folder + "/" + name
    if let slash = path.lastIndex(of: "/"), name.contains("/") { try Files.makeFolder(String(path[..<slash])) }
    return try AtomicFile.write(bytes, to: path)
  }
}
