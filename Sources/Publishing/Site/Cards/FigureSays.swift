import Manifest
import Model
import Words

/// Who says so: under each figure its sources, what each of them says, when, where, and whether its words are archived.
struct FigureSays {
  /// More are on no card; the count says so.
  static let most = 12
  /// More are folded, so that a card is no wall of text; a single one is not worth the fold.
  static let open = 4

  private let card: FigureCard
  /// Who says so or, of a figure without data, what stands beside it.
  private let support: FigureSupport
  private let content: SiteContent

  init(_ card: FigureCard, _ content: SiteContent) {
    self.card = card
    support = card.figure.rule == nil ? card.beside : card.support
    self.content = content
  }

  /// False for a figure that rests on no data.
  var view: Any {
    guard !support.isEmpty || support.readsNothing || !card.readings.isEmpty else { return false }
    // A row and what it says of the figure are one line; what no row has is a line of its own.
    var left = card.readings
    let rows = support.rows.enumerated().map { place, row in
      let own = left.firstIndex { isSame($0, row) }.map { left.remove(at: $0) }
      return Line(self.row(row, own), own, day: row.reportedOn, place: place)
    }
    // Readings come in the order of time, and of those that no row has the newest matter most.
    let loose = left.reversed().enumerated().map { Line(self.reading($1), $1, day: nil, place: $0 - left.count) }
    let newest = rows.sorted { ($0.day ?? "", $1.place) > ($1.day ?? "", $0.place) }
    func side(_ agrees: Bool?, _ rows: [Line]) -> [Line] {
      (loose + rows).filter { $0.hasReading && $0.agrees == agrees }
    }
    // A conflict is seen without unfolding: the first of each side, then the others.
    let (agreeing, other) = (side(true, newest.reversed()), side(false, newest))
    let half = other.isEmpty ? agreeing.count : min(agreeing.count, Self.open / 2)
    let room = Self.open - half
    let sorted =
      agreeing.prefix(half) + other.prefix(max(0, room)) + agreeing.dropFirst(half) + other.dropFirst(max(0, room))
      + side(nil, newest)
      // A row beside a figure without data is there for what it says of it.
      + (isDecided ? rows.filter { !$0.hasReading } : [])
    let more = sorted.count - Self.most
    let shown = Array(sorted.prefix(Self.most))
    let open = shown.count > Self.open + 1 ? Self.open : shown.count
    let against = shown[open...].count { $0.agrees == false }
    let among = against > 0 ? ", of which \(against) \(English.form(against, "says", plural: "say")) otherwise" : ""
    let rest = support.rows.map(\.dataset).first { content.hasDataset($0) }
    return [
      "heading": isDecided ? "Who says so" : "What there is, none of which decides it",
      "rests_on": ViewText.optional(support.words.map { English.sentence("It \($0)") }),
      "rows": shown[..<open].map(\.view), "datasets": support.datasets.map(dataset),
      "folded": open < shown.count
        ? [
          "words": English.count(shown.count - open, "more source") + among,
          "rows": shown[open...].map(\.view),
        ] as View : false,
      "more": more > 0
        ? ["words": "and \(English.count(more, "more row"))", "dataset": ViewText.optional(rest)] as View : false,
    ] as View
  }

  private struct Line {
    let view: View
    let hasReading: Bool
    let agrees: Bool?
    let day: String?
    let place: Int

    init(_ view: View, _ reading: FigureCard.Reading?, day: String?, place: Int) {
      self.view = view
      hasReading = reading != nil
      agrees = reading?.agrees
      self.day = day
      self.place = place
    }
  }

  /// Where a source says several things on a day, the row is the one with the reading's number.
  private func isSame(_ reading: FigureCard.Reading, _ row: RowEvidence) -> Bool {
    func isOfItsDay(_ row: RowEvidence) -> Bool {
      reading.source == row.source && reading.day == row.reportedOn.flatMap { Day($0) }
    }
    guard isOfItsDay(row) else { return false }
    let isAlone =
      support.rows.count(where: isOfItsDay) == 1
      && card.readings.count { $0.source == reading.source && $0.day == reading.day } == 1
    return isAlone || Self.firstDigits(reading.said) == Self.firstDigits(row.said ?? "")
  }

  private static func firstDigits(_ text: String) -> Substring {
    text.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "," || $0 == "." }
  }

  private var isDecided: Bool { card.figure.rule != nil }

  /// Nothing where the heading says it of all.
  private func side(_ reading: FigureCard.Reading) -> Any {
    isDecided ? ReadingWords.side(reading.agrees, whyNot: reading.whyNot) : false
  }

  private func reading(_ reading: FigureCard.Reading) -> View {
    [
      "source": reading.source, "said": ViewText.optional(reading.said), "date": ViewText.optional(reading.date),
      "side": side(reading), "is_against": reading.agrees.map { !$0 } ?? false, "link": false, "host": "",
      "unlinked": false,
      "locator": false, "quote": false, "state": false, "meaning": "", "kind": false, "record": false,
    ]
  }

  private func row(_ row: RowEvidence, _ reading: FigureCard.Reading?) -> View {
    let addresses = (row.address ?? "").split(separator: ";").map { $0.split(separator: " ").joined(separator: " ") }
    let link = addresses.compactMap(ViewText.link).first
    let said = reading?.said ?? row.said
    return [
      "source": row.source ?? row.key.filter { !$0.isEmpty }.joined(separator: ", "),
      "said": ViewText.optional(said), "date": ViewText.optional(row.dateWords),
      "side": reading.map(side) ?? false, "is_against": reading?.agrees == false,
      "link": ViewText.optional(link), "host": link.map(Self.host) ?? "",
      "unlinked": ViewText.optional(link == nil ? row.address : nil),
      "locator": ViewText.optional(row.locator),
      // Words that do not stand where the row says are no evidence.
      "quote": ViewText.optional(row.problem == nil ? row.quote : nil),
      "state": row.shelf,
      "meaning": row.state.meaning, "kind": ViewText.optional(row.kind?.words),
      "record": content.hasDataset(row.dataset)
        ? ["dataset": row.dataset, "number": String(row.record)] as View : false,
    ]
  }

  private func dataset(_ dataset: (name: String, state: EvidenceState)) -> View {
    let known = content.datasets.first { $0.manifest.name == dataset.name }
    let manifest = known?.manifest
    let link = ViewText.link(manifest?.homepage)
    return [
      "edition": ViewText.optional(known?.edition.map(DateWords.edition)), "link": ViewText.optional(link),
      "host": link.map(Self.host) ?? "",
      "name": dataset.name, "title": content.title(ofDataset: dataset.name), "linked": manifest != nil,
      "has_records": manifest != nil,
      "publisher": manifest?.publisher ?? "", "state": dataset.state.shelf, "meaning": dataset.state.meaning,
    ]
  }

  /// The part of an address that a reader knows.
  static func host(_ address: String) -> String {
    let rest = address.drop { $0 != ":" }.drop { $0 == ":" || $0 == "/" }
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return String(host.hasPrefix("www.") ? host.dropFirst(4) : host)
  }
}
