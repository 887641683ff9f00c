import Manifest
import Model
import Words

/// The `.meta.json` beside a CSV file: what a reader must know to interpret its numbers, and their sources.
package enum MetaWriter {
  /// `{"table","title","grain","as_of","rows","columns":[...],"sources":[...],"notes":[...]}`
  ///
  /// `rows` is the number of rows. A source's `covers` is null when the edition covers everything.
  package static func bytes(of result: TableResult, manifest: TableManifest) -> [UInt8] {
    let shape = TableShape(result, manifest)
    let document = JSON.object(
      shape.identity + [
        ("rows", .integer(result.rows.count)),
        ("columns", shape.columnsJSON),
        ("sources", shape.sourcesJSON),
        ("notes", .strings(manifest.notes + result.remarks)),
      ])
    return document.bytes(pretty: true) + [UInt8(ascii: "\n")]
  }
}
