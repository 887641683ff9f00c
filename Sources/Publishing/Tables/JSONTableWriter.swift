import Manifest
import Model
import Words

/// A table as one JSON document: what describes it, then its rows, one to a line, so that a diff shows rows.
package enum JSONTableWriter {
  /// `{"table","title","grain","as_of","columns":[...],"notes":[...],"sources":[...],"rows":[[...]]}`
  ///
  /// Decimals are numbers with exactly the column's decimals, booleans true and false, NULL null; dates, months and texts
  /// strings. `as_of` is null for the newest state.
  package static func bytes(of result: TableResult, manifest: TableManifest) -> [UInt8] {
    let shape = TableShape(result, manifest)
    let head: [(String, JSON)] =
      shape.identity + [
        ("columns", shape.columnsJSON),
        ("notes", .strings(manifest.notes + result.remarks)),
        ("sources", shape.sourcesJSON),
      ]
    var out = Array("{".utf8)
    for (key, value) in head {
      JSON.appendLine(to: &out, indent: 1)
      JSON.append(key: key, to: &out, indent: 1)
      value.append(to: &out, indent: 1)
      out.append(UInt8(ascii: ","))
    }
    JSON.appendLine(to: &out, indent: 1)
    JSON.append(key: "rows", to: &out, indent: 1)
    out.append(UInt8(ascii: "["))
    for (i, row) in result.rows.enumerated() {
      if i > 0 { out.append(UInt8(ascii: ",")) }
      JSON.appendLine(to: &out, indent: 2)
      append(row, shape.columns, to: &out)
    }
    if !result.rows.isEmpty { JSON.appendLine(to: &out, indent: 1) }
    out += "]\n}\n".utf8
    return out
  }

  private static func append(_ row: [Value], _ columns: [TableColumn], to out: inout [UInt8]) {
    out.append(UInt8(ascii: "["))
    for (i, value) in row.enumerated() {
      if i > 0 { out += ", ".utf8 }
      let column = i < columns.count ? columns[i] : nil
      switch value {
      case .integer(let n) where column?.kind == .boolean && (n == 0 || n == 1):
        out += (n == 1 ? "true" : "false").utf8
      case .integer(let n) where column?.kind == .decimal:
        NumberText.append(n, decimals: column?.decimals ?? 0, to: &out)
      case .real(let x) where x.isFinite:
        _ = NumberText.append(x, decimals: column?.kind == .decimal ? column?.decimals : nil, to: &out)
      case .null, .real: out += "null".utf8
      case .integer(let n): NumberText.append(n, to: &out)
      case .text(let text): JSON.append(text, to: &out)
      }
    }
    out.append(UInt8(ascii: "]"))
  }
}

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

extension TableShape {
  fileprivate var identity: [(String, JSON)] {
    [
      ("table", .string(result.table)), ("title", .string(manifest.title)), ("grain", .string(manifest.grain)),
      ("as_of", .optional(result.asOf?.description)),
    ]
  }

  fileprivate var columnsJSON: JSON {
    .array(
      columns.map { column in
        var pairs: [(String, JSON)] = [
          ("name", .string(column.name)), ("type", .string(column.kind.rawValue)), ("unit", .optional(column.unit)),
        ]
        if column.kind == .decimal { pairs.append(("decimals", .integer(column.decimals))) }
        pairs.append(("description", .string(column.description)))
        return .object(pairs)
      })
  }

  fileprivate var sourcesJSON: JSON { .array(result.sources.map(JSON.init)) }
}

extension JSON {
  /// An edition as the exports name it; `covers` is null where it speaks for everything.
  package init(_ source: SourceEdition) {
    self = [
      "dataset": .string(source.dataset),
      "title": .string(source.title),
      "publisher": .string(source.publisher),
      "edition": .string(source.edition),
      "published": .string(source.published.description),
      "origin": .string(source.origin.rawValue),
      "restriction": .optional(source.restriction),
      "obtained": .optional(source.obtained),
      "originals": .array(source.originals.map { ["url": .string($0.url), "sha256": .optional($0.sha256)] }),
      "covers": source.covers.isEmpty ? .null : .strings(source.covers),
      "snapshots": .array(
        source.snapshots.map { ["sha256": .string($0.sha256), "bytes": .integer($0.bytes), "url": .string($0.url)] }),
      "license": ["name": .string(source.licenseName), "url": .optional(source.licenseURL)],
      "attribution": .string(source.attribution),
      "homepage": .optional(source.homepage),
    ]
  }
}
