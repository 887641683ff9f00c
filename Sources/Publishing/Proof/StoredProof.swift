import FoundationEssentials
import Model

/// A proof as its page carries it (form 4, before ``RepeatedText``): each record, each list of record numbers and each path is stated once, and the figures' states
/// point to them. Most records stand behind a figure in both of its states, and many behind several figures.
///
/// The values are the same as in ``Proof``: writing and reading one gives it back.
struct StoredProof: Codable {
  var form = ProofPage.form
  /// All of it but the evidence and the files.
  var proof: Proof
  var files: StoredFiles
  /// Paths in the archive.
  var paths: [String]
  /// Records by number in one file.
  var numbers: [Numbers]
  /// Editions with their days, and which later one left a record as it is.
  var editions: [Edition]
  /// Records as their publisher wrote them.
  var texts: [Text]
  /// What was shown of them, beside their text.
  var records: [Record]
  var evidence: [Evidence]
  /// For each figure the places in ``evidence`` of what it rests on, as of publication and now.
  var states: [[[Int]]]
  /// Why each figure has its verdict, nil where that is only what its file says of why there is no data; nil in form 3, where it is in the
  /// figure.
  var reasons: [String?]?
  /// The readings of each figure, what is said and what that means for the figure apart; nil in form 3.
  var readings: [[[String]]?]?
  /// The rows keyed by hand behind each figure, `[words, state, quote, document]` without the last ones that are not there; nil in form 3.
  var sources: [[[String?]]?]?

  struct Numbers: Codable, Hashable {
    var path: Int
    /// The steps of ``RecordNumbers/steps``.
    var steps: String?
    /// The text as it is, where it is not what Soundings writes.
    var records: String?

    init(path: Int, records: String) {
      self.path = path
      steps = RecordNumbers(records)?.steps
      if steps == nil { self.records = records }
    }

    var text: String? { records ?? steps.flatMap { RecordNumbers(steps: $0) }?.text }
  }

  struct Edition: Codable, Hashable {
    var name: String
    /// Nil where it is the name.
    var published: String?
    var confirmedBy: String?
  }

  /// Written as a list, `[path, record, text]`: of records there are many.
  struct Text: Codable, Hashable {
    var path: Int
    var record: Int
    var text: String

    init(path: Int, record: Int, text: String) {
      self.path = path
      self.record = record
      self.text = text
    }

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      path = try list.decode(Int.self)
      record = try list.decode(Int.self)
      text = try list.decode(String.self)
    }

    func encode(to encoder: any Encoder) throws {
      var list = encoder.unkeyedContainer()
      try list.encode(path)
      try list.encode(record)
      try list.encode(text)
    }
  }

  /// Written as a list, `[text, edition, value, corrected]`, without the last ones that are not there.
  struct Record: Codable, Hashable {
    /// The place in ``StoredProof/texts``.
    var text: Int
    /// The place in ``StoredProof/editions``.
    var edition: Int
    var value: String?
    var corrected: [String]?

    init(text: Int, edition: Int, value: String?, corrected: [String]?) {
      self.text = text
      self.edition = edition
      self.value = value
      self.corrected = corrected
    }

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      text = try list.decode(Int.self)
      edition = try list.decode(Int.self)
      value = try list.decodeIfPresent(String.self)
      corrected = try list.decodeIfPresent([String].self)
    }

    func encode(to encoder: any Encoder) throws {
      var list = encoder.unkeyedContainer()
      try list.encode(text)
      try list.encode(edition)
      guard value != nil || corrected != nil else { return }
      try list.encode(value)
      if let corrected { try list.encode(corrected) }
    }
  }

  struct Evidence: Codable, Hashable {
    var kind: Proof.Evidence.Kind
    var subject: String
    /// Nil where there are none.
    var columns: [String]?
    var value: String?
    var unit: String?
    var note: String?
    var count: Int
    /// Places in ``StoredProof/numbers``.
    var numbers: [Int]
    var sha256: String
    /// Places in ``StoredProof/records``.
    var shown: [Int]
  }

  init(_ proof: Proof) {
    var (paths, numbers) = (Pool<String>(), Pool<Numbers>())
    var (texts, editions) = (Pool<Text>(), Pool<Edition>())
    var (records, evidence) = (Pool<Record>(), Pool<Evidence>())
    func record(_ record: Proof.Record) -> Int {
      let text = Text(path: paths.place(of: record.file), record: record.record, text: record.text)
      let edition = Edition(
        name: record.edition, published: record.published == record.edition ? nil : record.published,
        confirmedBy: record.confirmedBy)
      return records.place(
        of: Record(
          text: texts.place(of: text), edition: editions.place(of: edition), value: record.value,
          corrected: record.corrected))
    }
    func place(of item: Proof.Evidence) -> Int {
      evidence.place(
        of: Evidence(
          kind: item.kind, subject: item.subject, columns: item.columns.isEmpty ? nil : item.columns, value: item.value,
          unit: item.unit, note: item.note, count: item.count,
          numbers: item.numbers.map { numbers.place(of: Numbers(path: paths.place(of: $0.file), records: $0.records)) },
          sha256: item.sha256, shown: item.shown.map(record)))
    }
    states = proof.figures.map { [$0.then.evidence.map(place), $0.now.evidence.map(place)] }
    files = StoredFiles(proof.files)
    self.proof = proof
    self.proof.files = []
    reasons = proof.figures.map { $0.why == Self.reason($0) ? nil : $0.why }
    readings = proof.figures.map { $0.readings?.map(Self.parts) }
    sources = proof.figures.map { $0.sources?.map(Self.parts) }
    for i in proof.figures.indices {
      self.proof.figures[i].then.evidence = []
      self.proof.figures[i].now.evidence = []
      self.proof.figures[i].sources = nil
      self.proof.figures[i].why = ""
      self.proof.figures[i].readings = nil
    }
    (self.paths, self.numbers, self.texts) = (paths.items, numbers.items, texts.items)
    (self.editions, self.records, self.evidence) = (editions.items, records.items, evidence.items)
  }

  private static func parts(of source: Proof.KeyedSource) -> [String?] {
    var parts = [source.words, source.state.rawValue, source.quote, source.document]
    while parts.count > 2, parts.last == .some(nil) { parts.removeLast() }
    return parts
  }

  private static func source(_ parts: [String?]) -> Proof.KeyedSource? {
    guard (2...4).contains(parts.count), let words = parts[0],
      let state = parts[1].flatMap(EvidenceState.init(rawValue:))
    else { return nil }
    return Proof.KeyedSource(
      words: words, state: state, quote: parts.count > 2 ? parts[2] : nil, document: parts.count > 3 ? parts[3] : nil)
  }

  /// The whole proof; nil where a place leads nowhere.
  var whole: Proof? {
    var proof = proof
    guard states.count == proof.figures.count, let files = files.whole else { return nil }
    proof.files = files
    for (i, state) in states.enumerated() {
      guard state.count == 2, let then = whole(state[0]), let now = whole(state[1]) else { return nil }
      proof.figures[i].then.evidence = then
      proof.figures[i].now.evidence = now
    }
    guard let reasons, let readings, let sources else { return proof }
    guard [reasons.count, readings.count, sources.count].allSatisfy({ $0 == states.count }) else { return nil }
    for i in proof.figures.indices {
      guard let why = reasons[i] ?? Self.reason(proof.figures[i]) else { return nil }
      proof.figures[i].why = why
      proof.figures[i].readings = readings[i]?.map { $0.joined(separator: Self.meaning) }
      guard let lists = sources[i] else { continue }
      let known = lists.compactMap(Self.source)
      guard known.count == lists.count else { return nil }
      proof.figures[i].sources = known
    }
    return proof
  }

  /// What is said of a figure without data.
  private static func reason(_ figure: Proof.Figure) -> String? { figure.claim.source.nothing.map { "no data: \($0)" } }

  /// What stands before the last part of a reading, which says what it means for the figure.
  private static let meaning = ": "

  private static func parts(of reading: String) -> [String] {
    var parts = reading.components(separatedBy: meaning)
    guard let last = parts.popLast(), !parts.isEmpty else { return [reading] }
    return [parts.joined(separator: meaning), last]
  }

  private func whole(_ places: [Int]) -> [Proof.Evidence]? {
    Self.all(places) { place in
      guard let item = Self.item(evidence, place), let numbers = Self.all(item.numbers, numbers(_:)),
        let shown = Self.all(item.shown, record)
      else { return nil }
      return Proof.Evidence(
        kind: item.kind, subject: item.subject, columns: item.columns ?? [], value: item.value, unit: item.unit,
        note: item.note, count: item.count, numbers: numbers, sha256: item.sha256, shown: shown)
    }
  }

  private func numbers(_ place: Int) -> Proof.Numbers? {
    guard let numbers = Self.item(numbers, place), let path = Self.item(paths, numbers.path) else { return nil }
    return numbers.text.map { Proof.Numbers(file: path, records: $0) }
  }

  private func record(_ place: Int) -> Proof.Record? {
    guard let record = Self.item(records, place), let text = Self.item(texts, record.text),
      let path = Self.item(paths, text.path), let edition = Self.item(editions, record.edition)
    else { return nil }
    return Proof.Record(
      file: path, record: text.record, edition: edition.name, published: edition.published ?? edition.name,
      confirmedBy: edition.confirmedBy, value: record.value, text: text.text, corrected: record.corrected)
  }

  /// A proof may come from anyone, and point anywhere.
  private static func item<Item>(_ items: [Item], _ place: Int) -> Item? {
    items.indices.contains(place) ? items[place] : nil
  }

  private static func all<Item>(_ places: [Int], _ item: (Int) -> Item?) -> [Item]? {
    let items = places.compactMap(item)
    return items.count == places.count ? items : nil
  }
}
