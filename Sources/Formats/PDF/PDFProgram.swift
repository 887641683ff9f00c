import Glibc
import Model
import System
import Words

/// Poppler's pdftotext, which is run and never linked: Poppler's license is the GPL.
struct PDFProgram {
  static let install = "apt-get install poppler-utils (only PDF files need it)"

  var program: ChildProgram

  /// - Parameter path: nil: where the search path has it.
  /// - Throws: ``Problem`` where it is not installed.
  init(path: String? = ChildProgram.installed("pdftotext"), for name: String) throws {
    guard let path else {
      throw Problem(
        at: name, "the file is a PDF document, and the program that reads it, pdftotext, is not installed",
        remedy: Self.install)
    }
    program = ChildProgram(path: path, timeoutSeconds: 120, memory: 1 << 30, output: 512 << 20)
  }

  /// The pages of a PDF.
  ///
  /// - Parameters:
  ///   - path: of the PDF.
  ///   - name: the PDF in messages.
  ///   - allowsFaults: accept what Poppler reports as an error and reads all the same.
  func pages(of path: String, name: String, allowsFaults: Bool) throws -> PDFPages {
    let folder = try PrivateFolder(
      name: "soundings-pdf", remedy: "make room, or name another folder: TMPDIR=/var/tmp soundings ...")
    defer { withExtendedLifetime(folder) {} }
    let arguments = ["-tsv", "-enc", "UTF-8", Self.forOthers(path), "-"]
    let end: ChildProgram.End
    do {
      end = try program.run(arguments, in: folder.path, standardOutput: "words.tsv")
    } catch {
      throw Problem(
        at: program.path, "cannot be started: \(error.reason)", remedy: "apt-get install --reinstall poppler-utils")
    }
    let messages = try String(
      decoding: InputFile.prefix(path: folder.path + "/stderr", name: name, count: 64 << 10), as: UTF8.self
    )
    .split(separator: "\n").map(String.init)
    try check(end, messages, folder.path, name)
    let faults = messages.filter {
      $0.hasPrefix("Syntax Error") || $0.hasPrefix("Internal Error") || $0.hasPrefix("I/O Error")
    }
    if let first = faults.first, !allowsFaults {
      throw Problem(
        .badInput, at: name,
        "the PDF is damaged or cut off: pdftotext says '\(first)'\(faults.count > 1 ? " and \(faults.count - 1) more" : "")",
        remedy:
          "fetch it again; if every page looks right in a viewer, write faults: accepted under read: in the dataset's dataset.yaml"
      )
    }
    // It stays open when the folder goes.
    return try PDFPages(path: folder.path + "/words.tsv", name: name)
  }

  /// The path of a file for another process in another folder.
  private static func forOthers(_ path: String) -> String {
    // An unpacked file has no name: it can be reached through this process only.
    let own = "/proc/self/"
    if path.hasPrefix(own) { return "/proc/\(getpid())/\(path.dropFirst(own.count))" }
    let whole = realpath(path, nil)
    defer { free(whole) }
    return whole.map { String(cString: $0) } ?? path
  }

  private func check(_ end: ChildProgram.End, _ messages: [String], _ folder: String, _ name: String) throws {
    let said = messages.first ?? "no message"
    switch end {
    case .exited(code: 0): return
    case .exited(let code):
      if messages.contains(where: { $0.contains("Incorrect password") }) {
        throw Problem(
          .badInput, at: name, "the PDF is encrypted: it opens only with a password",
          remedy: "ask the publisher for a file without one")
      }
      // The code of a wrong option; also of a file in which no page is found.
      if code == 99, messages.contains(where: { $0.contains("page range") }) {
        throw Problem(
          .badInput, at: name, "the PDF is damaged or cut off, and none of its pages can be found: \(said)",
          remedy: "fetch it again; if nothing changes, ask the publisher for a file that opens")
      }
      if code == 99 {
        throw Problem(
          at: program.path, "this pdftotext cannot write words with their places (-tsv)",
          remedy: "install a newer Poppler, 22.12 for example: apt-get install poppler-utils")
      }
      if DiskTrouble.isFull(folder) {
        throw Problem(
          at: PrivateFolder.parent,
          "the words of a PDF cannot be written there: \(DiskTrouble.full(folder, needed: 16 << 20).what)",
          remedy: "make room, or name another folder: TMPDIR=/var/tmp soundings ...")
      }
      if code > 99 || code < 0 {
        throw Problem(
          at: program.path, "failed with \(code): \(said)",
          remedy: "see whether it runs: pdftotext -v; or install it anew: apt-get install --reinstall poppler-utils")
      }
      throw Problem(
        .badInput, at: name, "the PDF is broken, and no page can be read: pdftotext says '\(said)'",
        remedy: "fetch it again; if nothing changes, ask the publisher for a file that opens")
    case .stopped:
      throw Problem(
        .badInput, at: name, "pdftotext had not read the PDF after \(program.timeoutSeconds) seconds and was stopped",
        remedy: "see whether the machine is busy; if it is not, the PDF is no table: look at it")
    case .ended(signal: SIGXFSZ):
      throw Problem(
        .badInput, at: name, "the words of the PDF take more than \((program.output ?? 0) >> 20) MiB",
        remedy: "look at it: it may be damaged on purpose, or no table")
    case .ended(let signal):
      throw Problem(
        .badInput, at: name,
        "pdftotext was ended by signal \(signal) while it read the PDF, in at most \((program.memory ?? 0) >> 20) MiB of memory",
        remedy: "look at it: it may be damaged on purpose, or no table")
    }
  }
}
