import Glibc
import Model
import System

/// The folder in which libxlsxwriter keeps the sheets while it writes them; their files have no name and end with us.
enum TemporaryFolder {
  /// Throws a ``Problem`` where the folder has no room for a file of that size.
  static func require(bytes: Int, in folder: String) throws {
    let file: OpenFile
    do throws(FileFailure) { file = try UnnamedFile.open(in: folder) } catch { throw failure(folder, error.code) }
    let code = posix_fallocate(file.descriptor, 0, off_t(bytes))
    guard code == 0 || code == EINVAL || code == EOPNOTSUPP else { throw failure(folder, code, needed: bytes) }
  }

  static func failure(_ folder: String, _ code: Int32, needed: Int = 1 << 20) -> Problem {
    let trouble = DiskTrouble.words(code, at: folder, needed: needed)
    return Problem(
      at: folder,
      "the workbook's sheets can't be kept there while they are written: \(trouble?.what ?? String(cString: strerror(code)))",
      remedy: trouble.map { "\($0.remedy), or set TMPDIR to a folder with more" }
        ?? "set TMPDIR to a folder that is there and can be written")
  }
}
