import Manifest
import Model
import Words

/// Who says so: under each figure its sources, what each of them says, when, where, and whether its words are archived.
struct FigureSays {
  /// More are on no card; the count says so.
  static let most = 12

  private let card: FigureCard
  /// Who says so or, of a figure without data, what stands beside it.
  private let support: FigureSupport
  private let article: ArticleManifest
  private let content: SiteContent
  /// What is seen without unfolding, what is folded, and how many lines are on no card.
  private var lines: (lead: [Line], rest: [Line], more: Int)

  init(_ card: FigureCard, of article: ArticleManifest, _ content: SiteContent) {
    self.card = card
    self.article = article
    support = card.figure.rule == nil ? card.beside : card.support
    self.content = content
    lines = ([], [], 0)
    lines = arranged
  }

  /// False for a figure that rests on no data. What a reader must see, and what is folded: a card is no wall of text.
  var view: Any {
    guard !isEmpty else { return false }
    let (lead, rest, more) = lines
    let dataset = support.rows.map(\.dataset).first { content.hasDataset($0) }
    let datasets = support.datasets.map(self.dataset)
    // Who published the rows that were counted stands beside a line that is of no row.
    let isOpen = isDecided && lead.allSatisfy { !$0.isRow }
    return [
      "heading": isDecided ? "Who says so" : "What there is, none of which decides it", "is_open": isDecided,
      "rests_on": ViewText.optional(support.words.map { English.sentence("It \($0)") }),
      "lead": lead.map(\.brief),
      "lead_datasets": isOpen ? datasets.prefix(1).map { $0.merging(["state": "archived"]) { $1 } } : [],
      "rows": rest.map(\.view), "datasets": isOpen ? Array(datasets.dropFirst()) : datasets,
      "more": more > 0
        ? ["words": "and \(English.count(more, "more row"))", "dataset": ViewText.optional(dataset)] as View : false,
    ] as View
  }

  /// What the fold is called: `5 more sources, of which 3 say otherwise`; nil where nothing is folded.
  var folded: String? {
    guard !isEmpty else { return nil }
    let (lead, rest, _) = lines
    let isOpen = isDecided && lead.allSatisfy { !$0.isRow }
    let datasets = support.datasets.count - (isOpen ? min(1, support.datasets.count) : 0)
    guard rest.count + datasets > 0 else { return nil }
    // One source may say several things.
    let shown = Set(isDecided ? lead.map(\.source) : [])
    let sources = Set(rest.map(\.source)).subtracting(shown).count + datasets
    guard isDecided else { return "\(English.count(sources, "source")) beside it" }
    let against = rest.count { $0.agrees == false }
    // "4 more sources, of which 5 say otherwise" would be none to understand.
    let isPlain = sources > 0 && (against == 0 || sources == rest.count + datasets)
    let count = isPlain ? English.count(sources, "more source") : English.count(rest.count + datasets, "more reading")
    return count
      + (against > 0 ? ", of which \(against) \(English.form(against, "says", plural: "say")) otherwise" : "")
  }

  /// Who is to be named where the figure is quoted: what it rests on first, then who agrees; nobody who says otherwise.
  var cited: [String] {
    guard isDecided else { return [] }
    let all = lines.lead + lines.rest
    let agreeing =
      all.contains { $0.agrees == true } ? all.filter { $0.agrees == true } : all.filter { $0.agrees == nil }
    let published = support.datasets.compactMap { dataset in
      content.datasets.first { $0.manifest.name == dataset.name }.map { known in
        known.manifest.publisher + (known.edition.map { " (version of \(DateWords.edition($0)))" } ?? "")
      }
    }
    var names: [String] = []
    for name in published + agreeing.map(\.cited) where !names.contains(name) { names.append(name) }
    return names
  }

  private var isEmpty: Bool { support.isEmpty && !support.readsNothing && card.readings.isEmpty }

  /// A conflict is seen without unfolding: the first line of each side; then the others, and how many are on no card.
  private var arranged: (lead: [Line], rest: [Line], more: Int) {
    // A row and what it says of the figure are one line; what no row has is a line of its own.
    var left = card.readings
    let rows = support.rows.enumerated().map { place, row in
      let own = left.firstIndex { isSame($0, row) }.map { left.remove(at: $0) }
      return Line(self.row(row, own), own, isRow: true, kind: row.kind, day: row.reportedOn, place: place)
    }
    // Readings come in the order of time, and of those that no row has the newest matter most.
    let loose = left.reversed().enumerated().map {
      Line(self.reading($1), $1, isRow: false, kind: nil, day: nil, place: $0 - left.count)
    }
    // Of those that agree the nearest to the original speaks for all.
    let nearest = rows.sorted { ($0.rank, $0.day ?? "", $0.place) < ($1.rank, $1.day ?? "", $1.place) }
    let newest = rows.sorted { ($0.day ?? "", $1.place) > ($1.day ?? "", $0.place) }
    func side(_ agrees: Bool?, _ rows: [Line]) -> [Line] {
      (loose + rows).filter { $0.hasReading && $0.agrees == agrees }
    }
    // What gives the figure's own value comes before what only agrees with the statement.
    let supporting = side(true, nearest)
    let (agreeing, other) = (
      supporting.filter(\.decides) + supporting.filter { !$0.decides }, side(false, newest)
    )
    // A row beside a figure without data is there for what it says of it.
    let silent = isDecided ? rows.filter { !$0.hasReading } : []
    var lead = isDecided ? Array(agreeing.prefix(1)) : []
    // Of two numbers that one is computed from, neither says it alone.
    if isDecided, lead.isEmpty, other.isEmpty { lead = Array(silent.prefix(silent.count == 2 ? 2 : 1)) }
    let rest =
      agreeing.dropFirst(lead.contains { $0.agrees == true } ? 1 : 0) + other.dropFirst(isDecided ? 1 : 0)
      + side(nil, newest) + silent.dropFirst(lead.count { !$0.hasReading })
    if isDecided { lead += other.prefix(1) }
    let room = max(0, Self.most - lead.count)
    return (lead, Array(rest.prefix(room)), max(0, rest.count - room))
  }

  private struct Line {
    let view: View
    /// Whether a reader can see the source again, without why not, and how near to its origin it was read, in a word.
    var brief: View {
      var brief = view
      if let state = view["state"] as? String, state.hasPrefix("not archived") {
        brief["state"] = String(state.prefix { $0 != ";" })
      }
      if let kind { brief["kind"] = kind == .copy ? "a copy" : kind.rawValue }
      return brief
    }
    private let kind: SourceKind?
    /// Of a row keyed by hand, which has a place of its own.
    let isRow: Bool
    let source: String
    let hasReading: Bool
    let agrees: Bool?
    let decides: Bool
    let rank: Int
    let day: String?
    let place: Int
    /// With its date, as it is cited.
    var cited: String { source + ((view["date"] as? String).map { " (\($0))" } ?? "") }

    init(_ view: View, _ reading: FigureCard.Reading?, isRow: Bool, kind: SourceKind?, day: String?, place: Int) {
      self.view = view
      self.isRow = isRow
      self.kind = kind
      rank = kind.flatMap { SourceKind.allCases.firstIndex(of: $0) } ?? SourceKind.allCases.count
      source = view["source"] as? String ?? ""
      hasReading = reading != nil
      agrees = reading?.agrees
      decides = reading?.decides ?? false
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
    let said = reading?.said ?? row.said.map(DateWords.within)
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
      // Where the rows are known that it rests on, the page of records leaves these.
      "anchor": ViewText.optional(
        support.counts[dataset.name].map { _ in
          RecordsPage.anchor(SiteRecords.Figure(article: article.name, id: card.figure.id))
        }),
      "records": support.counts[dataset.name].map { "its \(English.count($0, "record"))" } ?? "records",
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
