import Manifest
import Model
import Words

/// Who says so: under each figure its sources, what each of them says, when, where, and whether its words are archived.
struct FigureSays {
  /// More are on no card; the count says so.
  static let most = 8

  private let card: FigureCard
  private let content: SiteContent

  init(_ card: FigureCard, _ content: SiteContent) {
    self.card = card
    self.content = content
  }

  /// False for a figure that rests on no data.
  var view: Any {
    let support = card.support
    guard !support.isEmpty else { return false }
    let rows = support.rows.prefix(Self.most)
    let more = support.rows.count - rows.count
    return [
      "rows": rows.map(row), "datasets": support.datasets.map(dataset),
      "more": ViewText.optional(more > 0 ? "and \(English.count(more, "more row"))" : nil),
    ] as View
  }

  /// What each of several sources says; false where there are not several.
  var readings: Any {
    guard !card.readings.isEmpty else { return false }
    return [
      "lines": card.readings.map { reading -> View in
        [
          "words": reading.words, "is_for": reading.agrees == true, "is_against": reading.agrees == false,
          "side": reading.agrees.map { $0 ? "agrees" : "says otherwise" } ?? "counts something else, or has no number",
        ]
      }
    ] as View
  }

  private func row(_ row: RowEvidence) -> View {
    let addresses = (row.address ?? "").split(separator: ";").map { $0.drop { $0 == " " } }.map(String.init)
    let link = addresses.compactMap(ViewText.link).first
    return [
      "source": row.source ?? row.key.filter { !$0.isEmpty }.joined(separator: ", "),
      "said": ViewText.optional(row.said),
      "date": ViewText.optional(row.reportedOn.flatMap { Day($0) }?.words),
      "link": ViewText.optional(link), "host": link.map(Self.host) ?? "",
      "unlinked": ViewText.optional(link == nil ? row.address : nil),
      "locator": ViewText.optional(row.locator), "quote": ViewText.optional(row.quote),
      "state": row.state.rawValue, "meaning": row.state.meaning, "is_anchored": row.state == .anchored,
      "kind": ViewText.optional(row.kind?.rawValue),
    ]
  }

  private func dataset(_ dataset: (name: String, state: EvidenceState)) -> View {
    let manifest = content.datasets.first { $0.manifest.name == dataset.name }?.manifest
    return [
      "name": dataset.name, "title": content.title(ofDataset: dataset.name), "linked": manifest != nil,
      "publisher": manifest?.publisher ?? "", "state": dataset.state.rawValue, "meaning": dataset.state.meaning,
    ]
  }

  /// The part of an address that a reader knows.
  private static func host(_ address: String) -> String {
    let rest = address.drop { $0 != ":" }.drop { $0 == ":" || $0 == "/" }
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return String(host.hasPrefix("www.") ? host.dropFirst(4) : host)
  }
}
