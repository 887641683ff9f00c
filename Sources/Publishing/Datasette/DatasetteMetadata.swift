import Manifest
import Model
import Words

/// The metadata with which Datasette (https://datasette.io, 0.65) shows the warehouse's SQLite file.
///
/// Each dataset has its title, notes, license and source, each column its unit and description, and each summary table
/// is a canned query. The engine's internal tables are hidden.
package enum DatasetteMetadata {
  /// - Parameters:
  ///   - database: the SQLite file's name without `.sqlite`, which is Datasette's name for it.
  ///   - relations: the views over the editions themselves, each with a title.
  ///   - engineTables: the names of the tables that are not meant for readers.
  package static func bytes(
    database: String = "soundings", title: String, description: String, datasets: [DatasetManifest],
    tables: [TableManifest], relations: [(name: String, title: String)] = [], engineTables: [String]
  ) -> [UInt8] {
    let units = DatasetteUnits(datasets.flatMap { $0.columns.compactMap(\.unit) })
    let views = datasets.map { ($0.name, view($0, units)) }
    let others = relations.map { ($0.name, ["title": .string($0.title)] as JSON) }
    let hidden = engineTables.sorted().map { ($0, ["hidden": true] as JSON) }
    let contents: JSON = [
      "title": .string(title),
      "description": .string(description),
      "tables": .object(views + others + hidden),
      "queries": .object(tables.map { ($0.name, query($0)) }),
    ]
    let document: JSON = [
      "title": .string(title),
      "description": .string(description),
      "custom_units": .strings(units.definitions),
      "databases": .object([(database, contents)]),
    ]
    return document.bytes(pretty: true) + [UInt8(ascii: "\n")]
  }

  private static func view(_ dataset: DatasetManifest, _ units: DatasetteUnits) -> JSON {
    var pairs: [(String, JSON)] = [
      ("title", .string(dataset.title)),
      ("description_html", .string(list(dataset.notes))),
      ("license", .string(dataset.license.name)),
    ]
    if let url = dataset.license.url { pairs.append(("license_url", .string(url))) }
    pairs.append(("source", .string(dataset.attribution)))
    if let page = dataset.homepage { pairs.append(("source_url", .string(page))) }
    let described = dataset.columns.compactMap { column in
      meaning(column.description, column.unit).map { (column.name, JSON.string($0)) }
    }
    if !described.isEmpty { pairs.append(("columns", .object(described))) }
    // Datasette multiplies a value by its unit, so only numbers can have one.
    let measured = dataset.columns.filter { $0.kind == .integer }.compactMap { column in
      column.unit.flatMap { units.name(of: $0) }.map { (column.name, JSON.string($0)) }
    }
    if !measured.isEmpty { pairs.append(("units", .object(measured))) }
    return .object(pairs)
  }

  private static func query(_ table: TableManifest) -> JSON {
    let columns = table.columns.map { column in
      "\(column.name): \(meaning(column.description, column.unit) ?? column.kind.rawValue)"
    }
    return [
      "title": .string(table.title),
      "description_html": .string("<p>\(Markup.escaped(table.grain))</p>" + list(table.notes) + list(columns)),
      "sql": .string(table.query),
      "hide_sql": false,
    ]
  }

  private static func meaning(_ description: String?, _ unit: String?) -> String? {
    switch (description, unit) {
    case (let text?, let unit?): "\(text) Unit: \(unit)."
    case (let text?, nil): text
    case (nil, let unit?): "Unit: \(unit)."
    case (nil, nil): nil
    }
  }

  private static func list(_ items: [String]) -> String {
    items.isEmpty ? "" : "<ul>" + items.map { "<li>\(Markup.escaped($0))</li>" }.joined() + "</ul>"
  }
}
