import Charts
import Manifest
import Model
import Publishing
import System
import Warehouse

/// The files of an export folder in one state of the warehouse.
///
/// Everything that is written there is made here, so that `verify` compares the files with the same bytes. What several
/// formats need is made once.
final class ExportFolder {
  let project: Project
  let session: Session
  /// The day whose state is shown; nil for the newest.
  let asOf: Day?
  let tables: [(manifest: TableManifest, result: TableResult)]
  /// The editions that the tables rest on.
  let sources: TableSources
  /// Figures that were judged in this state.
  let figures: JudgedFigures
  /// What need not be made again; nil if all is to be made.
  private let standing: StandingFiles?

  private static let title = "Soundings: summary tables"
  private static let description =
    "Summary tables made from public datasets, each with its sources, editions, units, definitions and notes."

  /// The formats that every run writes.
  static let usual: [ExportFormat] = [.csv, .xlsx, .html]

  /// - Parameters:
  ///   - wanted: the tables, in the order of their files.
  ///   - known: results computed already, by table.
  ///   - figures: figures judged already.
  ///   - standing: what need not be made again.
  init(
    _ project: Project, _ session: Session, tables wanted: [TableManifest], asOf day: Day? = nil,
    known: [String: TableResult] = [:], figures: JudgedFigures = JudgedFigures(), standing: StandingFiles? = nil
  ) throws {
    self.project = project
    self.session = session
    asOf = day
    self.figures = figures
    self.standing = standing
    let noted = try session.showing(ShownState(asOf: day), of: project.library.datasets) {
      try wanted.map(session.noted)
    }
    let sources = TableSources(project.library.datasets, session, asOf: day)
    self.sources = sources
    tables = try zip(wanted, noted).map { table, noted in
      if let result = known[table.name] { return (noted, result) }
      return (noted, try session.result(of: table, project.library, asOf: day, sources: sources).0)
    }
  }

  private(set) lazy var charts: MadeFiles = {
    func part(_ table: String) -> String { "chart of \(table)" }
    let places = ["\(Site.folder)/"]
    var made = MadeFiles()
    var wanted: [Int] = []
    for (i, table) in tables.enumerated() {
      if let names = standing?.names(of: part(table.manifest.name), basis: bases[i], in: places) {
        made.standing += names
      } else {
        wanted.append(i)
      }
    }
    // All in one go, so that all processors make pictures.
    let (files, missing, problems) = Charts.files(of: wanted.map { tables[$0] })
    made.add(MadeFiles(files: files, missing: [missing].compactMap { $0 }, problems: problems))
    guard missing == nil, problems.isEmpty else { return made }
    for i in wanted {
      let table = tables[i].manifest.name
      let own = files.map(\.name).filter(Charts.names(of: table).all.contains)
      standing?.note(part(table), basis: bases[i], files: own, in: places)
    }
    return made
  }()

  /// The newest day that anything here is of.
  private(set) lazy var newest = Result { () throws -> Day in
    let known = try session.newestDay() ?? Day(daysSince1970: 0)
    return asOf.map { min($0, known) } ?? known
  }

  /// The articles, the newest first, with their figures judged in this state.
  private(set) lazy var articles = Result { () throws -> [ArticleCheck] in
    let ledger = FigureLedger(project, today: try newest.get())
    return try project.library.articles.sorted { ($1.published, $0.name) < ($0.published, $1.name) }.map {
      try ledger.check($0, session, asOf: asOf, known: figures[$0.name]) { _ in true }
    }
  }

  private(set) lazy var workbook = {
    do { return workbook(with: WorkbookFigure.all(of: try articles.get())) } catch {
      return Self.made { throw error }
    }
  }()

  private func workbook(with figures: [WorkbookFigure]) -> MadeFiles {
    let basis = Hash.sha256((bases + figures.map(\.basis)).joined(separator: "\u{1}"))
    return part("workbook", of: basis, in: ["", "\(Site.folder)/data/"]) { try makeWorkbook(with: figures) }
  }

  private func makeWorkbook(with figures: [WorkbookFigure]) throws -> MadeFiles {
    let problems = tables.map { Workbook.problem(with: $0.manifest, $0.result) }
    let fitting = zip(tables, problems).filter { $1 == nil }.map(\.0)
    return MadeFiles(
      files: [
        ExportFile(name: ExportFile.workbook, bytes: try Workbook.bytes(of: fitting, figures: figures, charts: plotted))
      ],
      problems: problems.compactMap(\.self))
  }

  /// The workbooks of one table each; a table that does not fit in one has none.
  private(set) lazy var ownWorkbooks = {
    var workbooks = MadeFiles()
    for (table, basis) in zip(tables, bases) where !table.result.rows.isEmpty {
      let name = table.manifest.name
      workbooks.add(
        part("workbook of \(name)", of: basis, in: ["\(Site.folder)/data/"]) {
          MadeFiles(files: [ExportFile(name: "\(name).xlsx", bytes: try Workbook.bytes(of: [table], charts: plotted))])
        })
    }
    return workbooks
  }()

  /// The numbers of the tables' charts, for Excel's own.
  private lazy var plotted = Dictionary(
    uniqueKeysWithValues: tables.compactMap { manifest, result in
      Charts.plotted(of: result, manifest: manifest).map { (manifest.name, $0) }
    })

  /// All that is shown of each table, as hashes.
  private(set) lazy var bases = tables.map { manifest, result in
    var hash = Hash()
    // All else in the manifest is read from its file's text.
    let facts = [
      manifest.name, manifest.pipeline, manifest.path, manifest.sql, "\(manifest.notes)", "\(result.columns)",
      "\(String(describing: result.asOf))", "\(result.sources)", "\(result.remarks)",
    ].map { Hash.sha256($0) }.joined()
    hash.add(facts)
    hash.add(ValueBytes(result.rows).bytes)
    return hash.text
  }

  /// Files that are made unless they stand; a problem is recorded and does not affect other files.
  ///
  /// - Parameters:
  ///   - basis: all that they are made of.
  ///   - places: the folders that each of them is written to, as prefixes of its name.
  func part(_ name: String, of basis: String, in places: [String], _ make: () throws -> MadeFiles) -> MadeFiles {
    if let names = standing?.names(of: name, basis: basis, in: places) { return MadeFiles(standing: names) }
    let made = Self.made(make)
    if made.problems.isEmpty, made.missing.isEmpty {
      standing?.note(name, basis: basis, files: made.files.map(\.name), in: places)
    }
    return made
  }

  private(set) lazy var csv = perTable(.csv, only: nil)

  /// Makes files; a problem is recorded and does not affect other files.
  private static func made(_ make: () throws -> MadeFiles) -> MadeFiles {
    do { return try make() } catch let problem as Problem { return MadeFiles(problems: [problem]) } catch {
      return MadeFiles(problems: [Problem(at: "export", "\(error)", remedy: "run again with --verbose")])
    }
  }

  /// The files in the given formats.
  ///
  /// - Parameter only: the tables of which files of their own are wanted; nil for all. Files about all tables stay
  ///   complete.
  /// - Throws: ``Problem`` if the warehouse cannot be read.
  func make(_ formats: [ExportFormat], only names: Set<String>? = nil) throws -> MadeFiles {
    var made = MadeFiles()
    for format in formats {
      switch format {
      case .csv where names == nil: made.files += csv
      case .csv, .json, .md: made.files += perTable(format, only: names)
      case .xlsx: made.add(workbook)
      case .charts: made.add(charts)
      case .html: made.add(try SiteFiles(self).all())
      case .datasette:
        made.files.append(
          ExportFile(
            name: ExportFile.datasette,
            bytes: DatasetteMetadata.bytes(
              title: Self.title, description: Self.description,
              datasets: try session.showing(ShownState(asOf: asOf), of: project.library.datasets) {
                try project.library.datasets.map(session.noted)
              },
              tables: tables.map(\.manifest), relations: Session.relations, engineTables: try session.engineTables())))
      }
    }
    return made
  }

  /// The files of each table, and the file that describes them together.
  private func perTable(_ format: ExportFormat, only names: Set<String>?) -> [ExportFile] {
    let wanted = tables.filter { names?.contains($0.manifest.name) ?? true }
    let own = wanted.flatMap { ExportFile.files(of: $0.result, manifest: $0.manifest, format: format) }
    guard format == .csv else { return own }
    return own + [package(own)]
  }

  private func package(_ written: [ExportFile]) -> ExportFile {
    let resources = tables.map { manifest, result in
      DataPackage.Resource(
        manifest: manifest, result: result,
        csv: written.first { $0.name == "\(manifest.name).csv" }?.bytes
          ?? CSVWriter.bytes(of: result, manifest: manifest))
    }
    return ExportFile(
      name: ExportFile.package,
      bytes: DataPackage.bytes(
        name: "soundings", title: Self.title, description: Self.description, of: resources,
        sha256: Hash.sha256))
  }
}
