import Glibc
import Model
import System

/// What must be known of a sheet before its rows are read.
enum SheetScan {
  /// The merged cells, which a sheet's part has behind its rows. Most sheets have none: then the part is only unpacked, not parsed, which
  /// also shows whether it is whole.
  ///
  /// - Throws: ``Problem`` (`.badInput`) where the part is missing, damaged or too large.
  static func mergedCells(of part: String, in file: WorkbookFile) throws -> MergedCells {
    guard let content = try file.content(part) else {
      throw Problem(.badInput, at: file.name, "the workbook has no part '\(part)'", remedy: XMLStream.again)
    }
    let wanted = Array("mergeCell".utf8)
    var end: [UInt8] = []
    var isFound = false
    var size = 0
    do {
      try content.pieces { bytes in
        size += bytes.count
        guard size <= UnpackedFile.largest else { throw TooLarge() }
        guard !isFound else { return }
        // The word may begin in the piece before.
        end += bytes.prefix(wanted.count - 1)
        isFound = end.offset(of: "mergeCell", from: 0) != nil || bytes.offset(of: wanted) != nil
        end = Array(bytes.suffix(wanted.count - 1))
      }
    } catch is Inflater.Fault {
      throw Problem(.badInput, at: "\(file.name), \(part)", "it is damaged or cut off", remedy: XMLStream.again)
    } catch is TooLarge {
      throw Problem(
        .badInput, at: "\(file.name), \(part)", "it unpacks to more than \(UnpackedFile.largest >> 30) GiB",
        remedy: "look at it: it may be damaged on purpose; a workbook that is really so large must be divided first")
    }
    return isFound ? try MergedCells(try file.part(part)) : MergedCells()
  }

  private struct TooLarge: Error {}
}
