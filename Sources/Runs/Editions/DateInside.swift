import Formats
import Manifest
import Model
import System

/// The date of an edition as the publisher writes it in the file.
enum DateInside {
  /// An expression that backtracks without end is given up.
  private static let seconds = 30.0

  /// - Returns: nil where the file has none, or the dataset says of no place that it does.
  /// - Throws: ``Problem`` where the file cannot be read.
  static func text(
    in path: String, name: String, of dataset: DatasetManifest, contentType: String? = nil
  ) throws -> String? {
    switch dataset.dating.source {
    case .json(let pointer): return try Formats.jsonText(path: path, name: name, pointer: pointer)
    case .text(let pattern):
      guard
        let text = try Formats.pageText(
          path: path, name: name, readings: dataset.readings, contentType: contentType)
      else { return nil }
      let found = try TimeLimit.run(seconds: seconds) { () throws -> [String] in
        guard let match = try Regex(pattern).firstMatch(in: text) else { return [] }
        return [
          (match.output.dropFirst().lazy.compactMap(\.substring).first ?? match.output[0].substring).map { String($0) }
            ?? ""
        ]
      }
      guard let found else {
        throw Problem(
          .badInput, at: dataset.manifestPath,
          "the expression of edition.published.text has not ended after \(Int(seconds)) seconds: \(pattern)",
          remedy: "write it so that each text can be read in one way")
      }
      return found.first
    case .fromLink, .lastModified, .fetched, .reportedOn: return nil
    }
  }
}
