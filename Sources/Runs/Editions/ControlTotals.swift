import Archive
import Formats
import Manifest
import Model
import System
import Warehouse

extension Project {
  /// Reads the totals that are stated outside the records, on an edition's first page.
  func totalReader(_ dataset: DatasetManifest) -> StatedTotal.Reader {
    let archive = archive
    return { edition, total in
      guard let snapshot = edition.snapshots.first else { return nil }
      try archive.requireIntact(snapshot, of: edition)
      let path = archive.path(of: snapshot)
      switch total.source {
      case .sql: return nil
      case .json(let pointer):
        let text = try Formats.jsonText(path: path, name: snapshot.file, pointer: pointer)
        return try text.flatMap { try number($0, of: total, in: dataset) }
      case .text(let pattern):
        guard
          let text = try Formats.pageText(
            path: path, name: snapshot.file, readings: dataset.readings,
            contentType: snapshot.mediaType),
          let group = try firstGroup(of: pattern, in: text, of: total, in: dataset)
        else { return nil }
        return try number(group, of: total, in: dataset)
      }
    }
  }
}

/// A page is read in far less; an expression that backtracks without end is given up.
private let secondsForTotal = 30.0

private func firstGroup(
  of pattern: String, in text: String, of total: ControlTotal, in dataset: DatasetManifest
) throws -> String? {
  let found = try TimeLimit.run(seconds: secondsForTotal) { () throws -> String? in
    guard let match = try Regex(pattern).firstMatch(in: text), match.count > 1 else { return nil }
    return match[1].substring.map { String($0) }
  }
  if let found { return found }
  throw Problem(
    .badInput, at: dataset.manifestPath,
    "the expression of the total '\(total.name)' has not ended after \(Int(secondsForTotal)) seconds: \(pattern)",
    remedy: "write it so that each text can be read in one way")
}

/// A total's text as a number.
private func number(_ text: String, of total: ControlTotal, in dataset: DatasetManifest) throws -> StatedTotal? {
  if let value = total.value(of: text, in: dataset.columns) { return StatedTotal(value) }
  throw Problem(
    .badInput, at: dataset.manifestPath,
    "the total '\(total.name)' is \"\(text)\", which is neither digits nor a number in the form of its columns",
    remedy:
      "correct what finds it under totals, so that it gives the number alone, or 'written' of the column that it adds up"
  )
}
