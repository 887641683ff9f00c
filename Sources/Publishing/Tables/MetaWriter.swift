import Manifest
import Model
import Words

/// The `.meta.json` beside a CSV file: what must be known to read its numbers, and on what they rest.
package enum MetaWriter {
  /// `{"table","title","grain","as_of","rows","columns":[...],"sources":[...],"notes":[...]}`
  ///
  /// `rows` is their count. A source's `covers` is null where the edition speaks for everything.
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
