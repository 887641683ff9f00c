import Glibc
import Model
import System

/// An archive and the warehouse that is made from it know each other by an identifier: a warehouse is never brought in line with an
/// archive that is not its own, or is not there.
extension Archive {
  private static let identityFile = "ID"

  /// The archive's identifier; nil if it has none yet, or there is no archive.
  ///
  /// - Parameter expected: what a warehouse that was made from it knows it as; asked only where the file does not say.
  /// - Throws: ``Problem`` if the file cannot be read.
  package func identity(expected: () -> String? = { nil }) throws -> String? {
    let path = folder + "/" + Self.identityFile
    guard Files.exists(path) else { return nil }
    let text = String(decoding: try Files.bytes(of: path), as: UTF8.self)
    guard let id = text.split(whereSeparator: \.isWhitespace).first else {
      throw Problem(
        .failed, at: path, "is empty, so it does not identify the archive",
        remedy: "restore the archive from a backup; if only this file is damaged, restore it alone"
          + (expected().map { ", or write it anew: rm -f '\(path)'; echo \($0) > '\(path)'" } ?? ""))
    }
    return String(id)
  }

  /// The archive's identifier, given to it now if it has none: 32 random hexadecimal digits. The caller has the lock.
  package func identify() throws -> String {
    if let known = try identity() { return known }
    var random = SystemRandomNumberGenerator()
    let bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
    let id = Hex.text(bytes)
    try AtomicFile.write(Array((id + "\n").utf8), to: folder + "/" + Self.identityFile, isReadOnly: true)
    return id
  }

  /// Whether the archive holds no edition that may be used, of any dataset.
  package func isEmpty() throws -> Bool {
    try datasetFolders().allSatisfy { try !hasUsableEditions(of: $0) }
  }

  /// The names of the datasets of which the archive holds, or held, something.
  func datasetFolders() throws -> [String] {
    try Files.names(in: folder).filter {
      $0 != Self.documentsFolder && $0 != Self.signOffsFolder && Files.isFolder(folder + "/" + $0)
    }
  }
}
