import System
import Warehouse

/// The parts of an export that need not be made again: what they are made of is the same, and their files are as a run wrote
/// them.
///
/// Only the runs' own export folder has them; what a person asks for (`export`), `rebuild` and `verify` is made anew.
final class StandingFiles {
  private let folder: String
  /// The program and what draws for it: another one may make other bytes of the same.
  private let program: String
  /// What the last run left, by part.
  private let left: [String: [MadeFile]]
  private var kept: [String: [MadeFile]] = [:]
  private var made: [String: (basis: String, files: [String], places: [String])] = [:]
  /// Of the files that were written now.
  private var states: [String: String] = [:]

  init(_ left: [MadeFile], folder: String, program: String) {
    self.folder = folder
    self.program = program
    self.left = Dictionary(grouping: left, by: \.part)
  }

  /// The names of the files of a part, if they need not be made again; otherwise nil.
  ///
  /// - Parameter places: the folders in which each of them is, as prefixes of its name.
  func names(of part: String, basis: String, in places: [String]) -> [String]? {
    let basis = whole(basis)
    guard let files = left[part], files.allSatisfy({ $0.basis == basis && $0.state == state($0.file, places) }) else {
      return nil
    }
    kept[part] = files
    return files.map(\.file)
  }

  /// Notes that a part was made now; its files follow.
  func note(_ part: String, basis: String, files: [String], in places: [String]) {
    // A table without a chart has no files of one, and needs none again.
    if !files.isEmpty { made[part] = (whole(basis), files, places) }
  }

  /// Notes that a file of the export folder is as it belongs there now.
  func wrote(_ name: String) { states[name] = FileStates.text(of: "\(folder)/\(name)") }

  /// The parts that were made now.
  var partsMade: [String] { made.keys.sorted() }

  /// What the next run may rely on, by part; a part of which a file was not written is left out.
  var remaining: [MadeFile] {
    let new = made.flatMap { part, made in
      let files = made.files.compactMap { file -> MadeFile? in
        let written = made.places.compactMap { states[$0 + file] }
        guard written.count == made.places.count else { return nil }
        return MadeFile(part: part, file: file, basis: made.basis, state: written.joined())
      }
      return files.count == made.files.count ? files : []
    }
    return (kept.values.joined() + new).sorted { ($0.part, $0.file) < ($1.part, $1.file) }
  }

  private func whole(_ basis: String) -> String { Hash.sha256(program + "\n" + basis) }

  private func state(_ file: String, _ places: [String]) -> String {
    places.map { FileStates.text(of: "\(folder)/\($0)\(file)") }.joined()
  }
}
