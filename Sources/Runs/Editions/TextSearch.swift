import Manifest
import Model
import System

/// Looks for what an expression of a manifest finds in the text of a file.
struct TextSearch {
  let pattern: String
  /// What the expression is for, in messages: "of edition.published.text".
  let purpose: String
  let dataset: DatasetManifest

  /// A page is read in far less; an expression that backtracks without end is given up.
  private static let seconds = 30.0

  /// - Returns: what the first group that matched is, or else the whole match: of all matches in the text, each once and in their order.
  /// - Throws: ``Problem`` where the expression does not end.
  func texts(in text: String) throws -> [String] {
    let pattern = pattern
    let found = try TimeLimit.run(seconds: Self.seconds) { () throws -> [String] in
      var texts: [String] = []
      for match in text.matches(of: try Regex(pattern)) {
        let found = match.output.dropFirst().lazy.compactMap(\.substring).first ?? match.output[0].substring
        guard let found, !texts.contains(where: { $0 == found }) else { continue }
        texts.append(String(found))
        if texts.count == Self.most { break }
      }
      return texts
    }
    if let found { return found }
    throw Problem(
      .badInput, at: dataset.manifestPath,
      "the expression \(purpose) has not ended after \(Int(Self.seconds)) seconds: \(pattern)",
      remedy: "write it so that each text can be read in one way")
  }

  /// Two that differ are enough to know that it is not said which one is meant.
  private static let most = 100
}
