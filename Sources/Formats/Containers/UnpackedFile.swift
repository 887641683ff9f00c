import Glibc
import Model
import System

/// The content of a packed file, in a temporary file without a name: whenever the program ends, nothing is left of it.
final class UnpackedFile {
  /// A path by which it can be opened as long as this object lives.
  var path: String { "/proc/self/fd/\(file.descriptor)" }

  /// The largest content; what unpacks to more is a bomb, or needs a machine of its own.
  static let largest = 4 << 30

  private let file: OpenFile
  private let name: String
  private var written = 0

  init(_ packed: String, name: String, _ container: Container) throws {
    self.name = name
    do throws(FileFailure) {
      file = try UnnamedFile.open()
    } catch {
      throw Self.problem(name, error)
    }
    let source = try InputFile(path: packed, name: name)
    do {
      switch container {
      case .gzip: try unpackGzip(source)
      case .zip(let member): try unpackZip(source, member)
      }
    } catch let fault as Inflater.Fault {
      let what =
        switch fault {
        case .damaged: "is damaged"
        case .cutOff: "is cut off"
        case .trailing: "has something else behind it"
        }
      throw Problem(
        .badInput, at: name, "the compressed content \(what)",
        remedy: "fetch it again; if nothing changes, compare its size with the publisher's")
    }
  }

  private func unpackGzip(_ source: InputFile) throws {
    let inflater = try Inflater(.gzip, name: name)
    try source.pieces { try inflater.decode($0, into: write) }
    try inflater.finish()
  }

  private func unpackZip(_ source: InputFile, _ pattern: String) throws {
    let member = try ZipDirectory(source.descriptor, name: name).member(pattern, name: name)
    try MemberStream(member, of: source).pieces(write)
  }

  private func write(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    written += bytes.count
    guard written <= Self.largest else {
      throw Problem(
        .badInput, at: name, "it unpacks to more than \(Self.largest >> 30) GiB",
        remedy: "look at it: it may be damaged on purpose; a file that is really so large must be divided first")
    }
    do throws(FileFailure) {
      try file.write(UnsafeRawBufferPointer(bytes))
    } catch {
      throw Self.problem(name, error)
    }
  }

  /// The trouble is the machine's, and says nothing about the file.
  private static func problem(_ name: String, _ failure: FileFailure) -> Problem {
    let trouble = DiskTrouble.temporary(failure.code)
    return Problem(
      at: name, "cannot be unpacked in \(PrivateFolder.parent): \(trouble?.what ?? failure.reason)",
      remedy: trouble?.remedy ?? "set TMPDIR to a folder that is there and can be written")
  }
}
