import Manifest
import Model
import Words

/// The Frictionless `datapackage.json` of an export folder. It describes the CSV files for programs that read such
/// packages (frictionless, R, CKAN, OpenRefine) and for anyone who checks the files.
///
/// It follows Data Package 1.0 (https://specs.frictionlessdata.io/data-package/), which every reader supports.
package enum DataPackage {
  /// The file's name in the root of the export folder.
  package static let fileName = "datapackage.json"

  /// One CSV file of the folder.
  package struct Resource: Sendable {
    package var manifest: TableManifest
    package var result: TableResult
    /// The file's bytes: those of ``CSVWriter/bytes(of:manifest:)``.
    package var csv: [UInt8]

    package init(manifest: TableManifest, result: TableResult, csv: [UInt8]) {
      self.manifest = manifest
      self.result = result
      self.csv = csv
    }
  }

  /// - Parameters:
  ///   - name: the package's name: lower-case letters, digits, `-`, `_` and `.`.
  ///   - title: what the folder contains, for people.
  ///   - description: a longer text for people.
  ///   - resources: the tables of the folder, in the order to list them.
  ///   - sha256: the hash of a file's bytes, in lower-case hexadecimal.
  package static func bytes(
    name: String, title: String, description: String, of resources: [Resource], sha256: ([UInt8]) -> String
  ) -> [UInt8] {
    let document: JSON = [
      "profile": "tabular-data-package",
      "name": .string(name),
      "title": .string(title),
      "description": .string(description),
      "resources": .array(resources.map { resource($0, sha256: sha256($0.csv)) }),
    ]
    return document.bytes(pretty: true) + [UInt8(ascii: "\n")]
  }

  private static func resource(_ resource: Resource, sha256: String) -> JSON {
    let (manifest, result) = (resource.manifest, resource.result)
    let columns = TableShape(result, manifest).columns
    var dialect: [(String, JSON)] = [
      ("delimiter", ","), ("lineTerminator", "\n"), ("quoteChar", "\""), ("doubleQuote", true), ("header", true),
    ]
    // Readers treat a row without any value as a mistake unless the dialect allows it.
    if result.rows.contains(where: { $0.allSatisfy(isBlank) }) {
      dialect.append(("skipBlankRows", true))
    }
    let pairs: [(String, JSON)] = [
      ("profile", "tabular-data-resource"),
      ("name", .string(result.table)),
      ("path", .string(result.table + ".csv")),
      ("title", .string(manifest.title)),
      ("description", .string(description(manifest, result))),
      ("format", "csv"),
      ("mediatype", "text/csv"),
      ("encoding", "utf-8"),
      ("bytes", .integer(resource.csv.count)),
      ("hash", .string("sha256:" + sha256)),
      ("as_of", .optional(result.asOf?.description)),
      ("dialect", .object(dialect)),
      (
        "schema",
        [
          "fields": .array(
            columns.enumerated().map { i, column in
              field(column, result.rows.lazy.filter { i < $0.count }.map { $0[i] })
            }),
          "missingValues": [""],
        ]
      ),
      ("licenses", .array(licenses(result.sources))),
      ("sources", .array(result.sources.map(source))),
    ]
    return .object(pairs + TableShape(result, manifest).marksJSON)
  }

  /// Whether the value is empty in the CSV.
  private static func isBlank(_ value: Value) -> Bool {
    switch value {
    case .null, .text(""): true
    case .real(let x): !x.isFinite
    default: false
    }
  }

  /// The grain, then the notes, in Markdown, as a data package's description requires.
  private static func description(_ manifest: TableManifest, _ result: TableResult) -> String {
    let notes = (manifest.notes + result.remarks).map { "- \($0)" }.joined(separator: "\n")
    return [manifest.grain, notes].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private static func field(_ column: TableColumn, _ values: some Sequence<Value>) -> JSON {
    let type = FieldType(column.kind, values)
    var pairs: [(String, JSON)] = [("name", .string(column.name)), ("type", .string(type.rawValue))]
    if type == .boolean { pairs += [("trueValues", ["1"]), ("falseValues", ["0"])] }
    if let unit = column.unit { pairs.append(("unit", .string(unit))) }
    if column.kind == .decimal { pairs.append(("decimals", .integer(column.decimals))) }
    if let adds = column.adds { pairs.append(("adds", .string(adds.rawValue))) }
    pairs.append(("description", .string(column.description)))
    return .object(pairs)
  }

  private static func licenses(_ sources: [SourceEdition]) -> [JSON] {
    var licenses: [JSON] = []
    for source in sources {
      var pairs: [(String, JSON)] = [
        ("name", .string(identifier(source.licenseName))), ("title", .string(source.licenseName)),
      ]
      if let url = source.licenseURL { pairs.append(("path", .string(url))) }
      if !licenses.contains(.object(pairs)) { licenses.append(.object(pairs)) }
    }
    return licenses
  }

  /// "CC BY 4.0" becomes `CC-BY-4.0`: a license's name may contain only letters, digits, `-`, `_` and `.`.
  private static func identifier(_ license: String) -> String {
    let words = license.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "_" || $0 == "-")) }
    return words.isEmpty ? "other" : words.joined(separator: "-")
  }

  private static func source(_ source: SourceEdition) -> JSON {
    let addresses = source.snapshots.map(\.url) + source.originals.map(\.url) + [source.homepage].compactMap(\.self)
    var pairs: [(String, JSON)] = [
      (
        "title",
        .string("\(source.publisher), \(source.title), edition of \(source.edition) (published \(source.published))")
      )
    ]
    // In a data package a path must be an address, which the name of an added file is not.
    if let address = addresses.first(where: { $0.hasPrefix("https://") || $0.hasPrefix("http://") }) {
      pairs.append(("path", .string(address)))
    }
    pairs += [
      ("publisher", .string(source.publisher)), ("dataset", .string(source.dataset)),
      ("edition", .string(source.edition)), ("published", .string(source.published.description)),
      ("attribution", .string(source.attribution)), ("sha256", .strings(source.snapshots.map(\.sha256))),
    ]
    return .object(pairs)
  }
}
