import Manifest
import Model
import Words

/// The guard on records in quarantine: a sum that lacks one is wrong, however small their share of all records.
struct QuarantineCheck {
  let dataset: DatasetManifest
  let edition: Edition
  let report: NormalizingReport

  /// What holds the edition; nil if nothing does.
  ///
  /// - Parameters:
  ///   - weight: computed only if it is needed, and not exactly if it is `negligible` or less.
  ///   - describe: a record in quarantine, in words.
  func finding(
    weight: (_ negligible: Double?) throws -> QuarantineWeight?, describe: (Quarantined) -> String
  ) rethrows -> (what: String, remedy: String)? {
    guard report.quarantinedCount > 0, let first = report.quarantined.first else { return nil }
    // Each line that a defective record swallowed may have been a record.
    let lost = report.quarantinedCount + report.buriedLines
    let share = 100 * Double(lost) / Double(max(1, report.records + report.buriedLines))
    let buried =
      report.buriedLines == 0 ? "" : " and bury \(English.count(report.buriedLines, "more line"))"
    let what =
      "\(report.quarantinedCount) of \(report.records) records break the contract\(buried)"
    guard let allowance = dataset.guards.quarantine else {
      return ("\(what), and every sum would lack them\(words(try weight(nil))); \(describe(first))", remedy(first))
    }
    if share > allowance.percent {
      return ("\(what), more than \(allowance.percent)%\(words(try weight(nil))); \(describe(first))", remedy(first))
    }
    if let weight = try weight(allowance.weightPercent)?.heaviest, weight.percent > allowance.weightPercent {
      return ("\(what)\(words(weight)), more than \(allowance.weightPercent)%; \(describe(first))", remedy(first))
    }
    return nil
  }

  private func words(_ weight: QuarantineWeight?) -> String { words(weight?.ofFailedColumn ?? weight?.heaviest) }

  private func words(_ weight: QuarantineWeight.Share?) -> String {
    guard let weight,
      let percent = NumberText.decimal(weight.percent, decimals: weight.percent < 1 ? 3 : 1, grouped: true)
    else { return "" }
    return ": about \(percent)% of \(weight.column)" + (weight.partition.isEmpty ? "" : " of \(weight.partition)")
  }

  private func remedy(_ first: Quarantined) -> String {
    if first.isUnread, dataset.readings.contains(where: { $0.format == .wikitext }) {
      return "read the page: the next run reads its later revision, where the cell may be right again (soundings run "
        + "\(dataset.name)); to use the edition without them: " + edition.acceptCommand
    }
    return "\(cure(first)); to use the edition without them: \(edition.acceptCommand)"
  }

  /// What makes such a record keep the contract, and the command that loads it then.
  func cure(_ first: Quarantined) -> String {
    if dataset.isCurated {
      return "correct \(dataset.folder)/curated.csv, then: soundings run --offline \(dataset.name)"
    }
    let (manifest, sql) = (dataset.manifestPath, "\(dataset.folder)/normalize.sql")
    let place: String
    if first.isUnread {
      place =
        "if the file is right, say under read: in \(manifest) how such records are written "
        + "(\(Self.fields(dataset.readings)))"
    } else if let column = first.column {
      place = "correct columns.\(column) in \(manifest) (written, not_said, null ...), or \(sql)"
    } else {
      place = "correct \(sql)"
    }
    return "\(place), then: soundings run \(dataset.name)"
  }

  /// The fields of `read:` that decide whether a record can be read.
  private static func fields(_ readings: [Reading]) -> String {
    var fields: [String] = []
    for format in Reading.Format.allCases where readings.contains(where: { $0.format == format }) {
      switch format {
      case .csv:
        fields += ["missing", "trailing_separator", "quote", "escape", "comment", "footer", "until", "encoding"]
      case .json: fields += ["shape", "each", "as_text", "header"]
      case .xlsx: fields += ["until", "fill_merged", "sections", "marks", "as_shown", "hidden"]
      case .html: fields += ["footer", "sections", "counted", "marks", "prose", "hidden"]
      case .pdf: fields += ["until", "leave_out", "sections", "marks", "prose", "align", "columns_at", "row_gap"]
      case .wikitext: fields += ["counted", "prose"]
      }
    }
    return fields.enumerated().filter { !fields[..<$0].contains($1) }.map(\.element).joined(separator: ", ")
  }
}
