import Manifest
import Model
import Words

extension TableShape {
  var identity: [(String, JSON)] {
    [
      ("table", .string(result.table)), ("title", .string(manifest.title)), ("grain", .string(manifest.grain)),
      ("as_of", .optional(result.asOf?.description)),
    ] + marksJSON
  }

  /// What does not rest on all its records, or on an accepted edition; no key where there is nothing to say.
  var marksJSON: [(String, JSON)] {
    let marks = result.sources.flatMap { source in source.marks.map { (source, $0) } }
    guard !marks.isEmpty else { return [] }
    let missing = marks.reduce(0) { $0 + ($1.1.kind == .recordsMissing ? $1.1.records : 0) }
    return (missing > 0 ? [("records_missing", .integer(missing))] : []) + [
      (
        "marks",
        .array(
          marks.map { source, mark in
            [
              "dataset": .string(source.dataset), "edition": .string(source.edition),
              "mark": .string(mark.kind.rawValue), "records": .integer(mark.records), "text": .string(mark.text),
            ]
          })
      )
    ]
  }

  var columnsJSON: JSON {
    .array(
      columns.map { column in
        var pairs: [(String, JSON)] = [
          ("name", .string(column.name)), ("type", .string(column.kind.rawValue)), ("unit", .optional(column.unit)),
        ]
        if column.kind == .decimal { pairs.append(("decimals", .integer(column.decimals))) }
        if let adds = column.adds { pairs.append(("adds", .string(adds.rawValue))) }
        pairs.append(("description", .string(column.description)))
        return .object(pairs)
      })
  }

  var sourcesJSON: JSON { .array(result.sources.map(JSON.init)) }
}

extension JSON {
  /// An edition as the exports cite it; `covers` is null when it covers everything.
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
