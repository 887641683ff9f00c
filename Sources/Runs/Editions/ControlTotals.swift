import Archive
import Formats
import Manifest
import Model
import Warehouse

extension Project {
  /// Reads the totals that are stated outside the records, on an edition's first page.
  /// Where the page states several, all of them.
  func totalReader(_ dataset: DatasetManifest) -> StatedTotal.Reader {
    let archive = archive
    return { edition, total in
      guard let snapshot = edition.snapshots.first else { return [] }
      try archive.requireIntact(snapshot, of: edition)
      let path = archive.path(of: snapshot)
      let texts: [String]
      switch total.source {
      case .sql: return []
      case .json(let pointer):
        texts = try [Formats.jsonText(path: path, name: snapshot.file, pointer: pointer)].compactMap(\.self)
      case .text(let pattern):
        let text = try Formats.pageText(
          path: path, name: snapshot.file, readings: dataset.readings, contentType: snapshot.mediaType)
        texts =
          try text.map {
            try TextSearch(pattern: pattern, purpose: "of the total '\(total.name)'", dataset: dataset).texts(in: $0)
          } ?? []
      }
      // One number may be written in two ways.
      return try texts.reduce(into: []) { found, text in
        let stated = StatedTotal(try number(text, of: total, in: dataset))
        if !found.contains(stated) { found.append(stated) }
      }
    }
  }
}

/// A total's text as a number.
private func number(_ text: String, of total: ControlTotal, in dataset: DatasetManifest) throws -> Int64 {
  if let value = total.value(of: text, in: dataset.columns) { return value }
  throw Problem(
    .badInput, at: dataset.manifestPath,
    "the total '\(total.name)' is \"\(text)\", which is neither digits nor a number in the form of its columns",
    remedy:
      "correct what finds it under totals, so that it gives the number alone, or 'written' of the column that it adds up"
  )
}
