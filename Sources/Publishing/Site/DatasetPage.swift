import Manifest
import Model
import Words

/// The page of one dataset.
struct DatasetPage {
  private let content: SiteContent
  private let dataset: SiteDataset

  init(_ content: SiteContent, _ dataset: SiteDataset) {
    self.content = content
    self.dataset = dataset
  }

  var view: View {
    let manifest = dataset.manifest
    let isStale = dataset.staleFrom.map { $0 <= content.newest } ?? false
    var view = content.page("\(manifest.title) · Soundings", "Published by \(manifest.publisher).", root: "../")
    view.merge([
      "name": manifest.name, "title": manifest.title, "publisher": manifest.publisher,
      "homepage": ViewText.optional(ViewText.link(manifest.homepage)),
      "license": manifest.license.name, "license_url": ViewText.optional(ViewText.link(manifest.license.url)),
      "attribution": manifest.attribution, "cadence": cadence,
      "edition": dataset.edition.map(DateWords.edition) ?? "nothing was ever loaded",
      "freshness": freshness(isStale), "overdue": ViewText.optional(isStale ? nil : dataset.staleFrom?.description),
      "rows": NumberText.grouped(dataset.rows), "has_records": true,
      "held": ViewText.optional(dataset.heldBecause),
      "editions_words": editionsWords, "has_editions": !dataset.editions.isEmpty && !manifest.isCurated,
      "editions": dataset.editions.suffix(Site.mostEditions).reversed().map(line),
      "decisions": decisions, "quarantine": quarantine, "has_notes": !manifest.notes.isEmpty, "notes": manifest.notes,
      "columns": manifest.columns.map { column -> View in
        ["name": column.name, "unit": ViewText.optional(column.unit), "description": column.description ?? ""]
      },
      "tables": tables, "sources": content.sources(dataset.sources),
    ]) { $1 }
    return view
  }

  private var cadence: String {
    if dataset.manifest.isCurated { return "keyed by hand from the sources that each row names" }
    guard let cadence = dataset.manifest.cadence else { return "no schedule is promised" }
    return
      "every \(cadence.every.rawValue); called stale \(English.count(cadence.graceDays, "day")) after a version is due"
  }

  private func freshness(_ isStale: Bool) -> String {
    guard dataset.edition != nil else { return "Nothing was ever loaded." }
    guard let due = dataset.nextDue, let stale = dataset.staleFrom else { return "Nothing newer is promised." }
    return isStale
      ? "No: a newer version was due by \(due.words), and since \(stale.words) it is older than promised."
      : "Yes: a newer version is due by \(due.words)."
  }

  private var editionsWords: String {
    let count = dataset.editions.count
    if dataset.manifest.isCurated {
      return "The rows are keyed by hand, and each is known from the day on which its source reported it."
    }
    guard count > 0 else { return "None yet." }
    return count > Site.mostEditions
      ? "The newest \(Site.mostEditions) of \(English.count(count, "version"))."
      : "\(English.count(count, "version")), the newest first."
  }

  private func line(_ edition: SiteDataset.EditionLine) -> View {
    func n(_ n: Int) -> String { NumberText.grouped(n) }
    let came =
      switch edition.origin {
      case .fetched: "fetched"
      case .captured: "fetched from a web archive"
      case .added: "added from a file"
      case .bundled: "an excerpt that came with Soundings"
      case .curated: "keyed by hand"
      }
    let state =
      switch edition.state {
      case .held: "held back"
      case .repeated: "the same bytes as the one before"
      case .loaded: "in use for what it covers"
      }
    return [
      "name": DateWords.edition(edition.name), "published": edition.published.words, "came": came,
      "records": n(edition.records),
      "first_seen": n(edition.firstSeen), "added": n(edition.added), "removed": n(edition.removed),
      "revised": n(edition.revised), "quarantined": n(edition.quarantined),
      "state": ([state] + edition.marks.map(\.text)).joined(separator: "; "),
    ]
  }

  private var decisions: Any {
    let lines = dataset.decisions.map { decision -> View in
      [
        "edition": decision.edition, "was": decision.words, "reason": decision.reason,
      ]
    }
    return lines.isEmpty ? false : ["lines": lines] as View
  }

  private var quarantine: Any {
    guard !dataset.quarantine.isEmpty else { return false }
    let count = dataset.quarantine.count
    return [
      "words": "\(English.count(count, "record")) broke the dataset’s rules and \(count == 1 ? "is" : "are") kept apart"
        + (count > Site.mostQuarantined ? "; the first \(Site.mostQuarantined) are shown." : "."),
      "lines": dataset.quarantine.prefix(Site.mostQuarantined).map { record -> View in
        [
          "edition": record.edition, "record": NumberText.grouped(record.record),
          "column": record.column ?? "", "value": record.value ?? "", "reason": record.reason,
        ]
      },
    ] as View
  }

  private var tables: Any {
    let items = content.tables.filter { dataset.tables.contains($0.manifest.name) }.map {
      ["name": $0.manifest.name, "title": $0.manifest.title] as View
    }
    return items.isEmpty ? false : ["items": items] as View
  }
}
