import Runs
import Words

extension VerifyReport {
  /// A line for each area that was checked, then the notes.
  var text: String {
    var lines = Area.allCases.compactMap { area in
      line(area).map { area.rawValue + String(repeating: " ", count: 10 - area.rawValue.count) + " " + $0 }
    }
    lines += remarks.map { "note: \($0.text)" }
    if let runBeside { lines.append("note: a run was under way (\(runBeside)): verify again for a full verdict") }
    return lines.joined(separator: "\n")
  }

  /// Nil if the area was not checked.
  private func line(_ area: Area) -> String? {
    let found = findings(in: area).count
    let verdict = found == 0 ? "all well" : "\(NumberText.grouped(found)) damaged: see below"
    switch area {
    case .archive:
      return
        "\(NumberText.grouped(records)) records, \(NumberText.grouped(snapshots)) snapshots, "
        + "\(NumberText.grouped(bytes)) bytes: \(verdict)"
    case .warehouse: return verdict
    case .ledger: return "\(NumberText.grouped(editions)) editions against the archive: \(verdict)"
    case .exports: return "\(NumberText.grouped(exports)) files against the tables: \(verdict)"
    case .rebuild:
      guard let rebuiltExports else { return found == 0 ? nil : verdict }
      return "\(NumberText.grouped(rebuiltExports)) files and the warehouse against a rebuild: \(verdict)"
    }
  }
}
