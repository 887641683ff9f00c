import Formats
import Manifest
import Model

/// The date of an edition as the publisher writes it in the file.
enum DateInside {
  /// - Returns: nil where the file has none, or the dataset says of no place that it does.
  /// - Throws: ``Problem`` where the file cannot be read, or states two dates.
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
      let found = try TextSearch(pattern: pattern, purpose: "of edition.published.text", dataset: dataset)
        .texts(in: text)
      guard let first = found.first else { return nil }
      // A day may be written in two forms.
      let date = dataset.dating.date(of: first)
      if let other = found.first(where: { $0 != first && dataset.dating.date(of: $0) != date }) {
        throw Problem(
          .badInput, at: name,
          "it states two dates where '\(pattern)' is: \"\(first.prefix(80))\" and \"\(other.prefix(80))\"",
          remedy:
            "correct edition.published.text in \(dataset.manifestPath), so that it finds the date of publication alone")
      }
      return first
    case .fromLink, .lastModified, .fetched, .reportedOn: return nil
    }
  }
}
