import Glibc
import Manifest
import Model
import Publishing
import System
import Warehouse

/// The part of `verify` that compares the files of the export folder with what the warehouse gives.
struct VerifyExports {
  let project: Project

  func check(_ report: inout VerifyReport) throws {
    let there = (try? Files.tree(in: project.exportsFolder)) ?? []
    let expected = try project.openWarehouse().read { session in try compare(session, with: Set(there), report: &report)
    }
    for name in there where !expected.contains(name) && !name.hasPrefix(Export.pastFolder) {
      report.remark(.exports, "\(project.exportsFolder)/\(name) is not an export of any table")
    }
  }

  /// - Returns: the names of the files that belong there.
  private func compare(_ session: Session, with there: Set<String>, report: inout VerifyReport) throws -> Set<String> {
    let (good, all) = try tables(session, &report)
    let usual = try project.exportedTables(session).map(\.name)
    let folder = try ExportFolder(
      project, session, tables: good.map(\.0).filter { usual.contains($0.name) },
      known: Dictionary(uniqueKeysWithValues: good.map { ($0.0.name, $0.1) }))
    var names: Set<String> = []
    for format in ExportFormat.allCases {
      if project.shouldStop() { throw Stopped() }
      let isUsual = ExportFolder.usual.contains(format)
      let couldBe = self.names(of: format, all)
      // A format of which the folder has no files is not made only for the comparison.
      guard isUsual || there.contains(where: couldBe) else { continue }
      let made: MadeFiles
      do { made = try folder.make([format]) } catch let problem as Problem where problem.kind != .locked {
        made = MadeFiles(problems: [problem])
      }
      names.formUnion(made.files.map(\.name))
      if good.count < all.count || !made.missing.isEmpty || !made.problems.isEmpty {
        // A file about all tables cannot be judged if one of them, or a program, is missing.
        for line in made.missing { report.remark(.exports, line) }
        for problem in made.problems { report.damaged(.exports, problem) }
        names.formUnion(there.filter(couldBe))
        if format != .csv { continue }
      }
      for file in made.files where good.count == all.count || file.name != ExportFile.package {
        check(file, as: format, mustBeThere: isUsual, isThere: there.contains(file.name), report: &report)
      }
    }
    return names
  }

  /// The tables that can be computed, with their rows; a table that cannot is reported as damage.
  private func tables(
    _ session: Session, _ report: inout VerifyReport
  ) throws -> (good: [(TableManifest, TableResult)], all: [TableManifest]) {
    var good: [(TableManifest, TableResult)] = []
    for table in project.library.tables {
      do {
        good.append((table, try session.result(of: table, project.library, asOf: nil).0))
      } catch let problem as Problem where problem.kind != .locked {
        report.damaged(.exports, problem)
      }
    }
    return (good, project.library.tables)
  }

  /// Whether a name may be one of a format's files.
  private func names(of format: ExportFormat, _ tables: [TableManifest]) -> (String) -> Bool {
    switch format {
    case .csv:
      let own = Set(tables.flatMap { ["\($0.name).csv", "\($0.name).meta.json"] } + [ExportFile.package])
      return own.contains
    case .json: return Set(tables.map { "\($0.name).json" }).contains
    case .md: return Set(tables.map { "\($0.name).md" }).contains
    case .xlsx: return { $0 == ExportFile.workbook }
    case .datasette: return { $0 == ExportFile.datasette }
    case .charts: return { $0.hasPrefix("charts/") }
    case .html: return { $0.hasPrefix(Site.folder + "/") }
    }
  }

  private static let startOfPNG: [UInt8] = [0x89, 0x50, 0x4E, 0x47]

  private func check(
    _ file: ExportFile, as format: ExportFormat, mustBeThere: Bool, isThere: Bool, report: inout VerifyReport
  ) {
    let path = project.exportsFolder + "/" + file.name
    let remedy = "write it again: soundings export --format \(format.rawValue)"
    guard isThere else {
      if mustBeThere { report.differs(.exports, Problem(at: path, "is not there", remedy: remedy)) }
      return
    }
    report.exports += 1
    do {
      let there = try Files.bytes(of: path)
      // The same drawing gives other bytes with another librsvg or other fonts.
      if file.name.hasSuffix(".png"), there.starts(with: Self.startOfPNG) { return }
      if there != file.bytes {
        report.differs(.exports, Problem(at: path, "is not what the table gives now", remedy: remedy))
      }
    } catch {
      // Of what it holds nobody knows.
      report.damaged(.exports, error as? Problem ?? Problem(at: path, "\(error)", remedy: remedy))
    }
  }
}
