import Glibc
import Manifest
import Model
import Words

/// The words by which prose names the columns, values and subjects of all sources, and where each of them leads.
struct FactIndex {
  enum Target {
    /// What the rows of a source are about.
    case subject(source: Int)
    /// A word without which nobody speaks of a source.
    case need(source: Int)
    /// A column of numbers.
    case measure(source: Int, column: Int)
    /// A value of a column that names rows.
    case value(source: Int, column: Int, code: Int32)
  }

  struct Phrase {
    /// The stems, each once.
    let stems: [Int32]
    var targets: [Target]
  }

  /// The number of tables and datasets by which the weights of words, and what is asked of their sums, were set.
  private static let usualSources = 38
  /// More distinct texts than this name nothing that prose would say.
  static let mostValues = 20_000

  let sources: [FactSource]
  private(set) var phrases: [Phrase] = []
  /// The phrases by their rarest stem.
  private(set) var byStem: [Int32: [Int]] = [:]
  /// How much a stem tells: the fewer sources have it, the more.
  private(set) var weights: [Double] = []
  /// All stems of a source: its title, columns, values and what they are called.
  private(set) var vocabularies: [Set<Int32>] = []

  /// The stems that say nothing of which number of a source is meant: what it is about, and the units of its numbers.
  private(set) var generic: [Set<Int32>] = []

  private var ids: [String: Int32] = [:]
  private var known: [[Int32]: Int] = [:]

  init(_ sources: [FactSource]) {
    self.sources = sources
    for i in sources.indices { add(i) }
    var counts = [Int](repeating: 0, count: ids.count)
    for vocabulary in vocabularies { for stem in vocabulary { counts[Int(stem)] += 1 } }
    // In a project of few tables a word tells as much as in one of many: what is enough to be sure does not depend on their number.
    let scale = Double(max(sources.count, Self.usualSources))
    weights = counts.map { log(1 + scale / Double(max(1, $0))) }
    for (i, phrase) in phrases.enumerated() {
      guard let rarest = phrase.stems.max(by: { weights[Int($0)] < weights[Int($1)] }) else { continue }
      byStem[rarest, default: []].append(i)
    }
    known = [:]
  }

  func id(_ stem: String) -> Int32? { ids[stem] }
  func weight(_ stems: some Sequence<Int32>) -> Double { stems.reduce(0) { $0 + weights[Int($1)] } }

  private mutating func add(_ i: Int) {
    let source = sources[i]
    var vocabulary: Set<Int32> = []
    for text in [source.title] + source.about + source.remarks { vocabulary.formUnion(stems(text)) }
    var generic: Set<Int32> = []
    for phrase in source.about {
      add(phrase, .subject(source: i))
      generic.formUnion(stems(phrase))
    }
    for column in source.columns { if let unit = column.unit { generic.formUnion(stems(unit)) } }
    self.generic.append(generic)
    for phrase in source.needed {
      add(phrase, .need(source: i))
      add(phrase, .subject(source: i))
      vocabulary.formUnion(stems(phrase))
    }
    // Each word of a title by itself: a sentence hardly has all of them.
    for stem in stems(source.title) { add([stem], .subject(source: i)) }
    for (c, column) in source.columns.enumerated() {
      switch column.role {
      case .number:
        let names = column.words + [Self.spelled(column.name, unit: column.unit)]
        for name in names where !name.isEmpty {
          add(name, .measure(source: i, column: c))
          vocabulary.formUnion(stems(name))
        }
      case .name:
        guard source.rows.texts[c].count <= Self.mostValues else { continue }
        for (code, text) in source.rows.texts[c].enumerated() {
          for name in Self.names(of: text) + (column.valueWords[text] ?? []) {
            add(name, .value(source: i, column: c, code: Int32(code)))
            vocabulary.formUnion(stems(name))
          }
        }
      case .time: break
      }
    }
    vocabularies.append(vocabulary)
  }

  private mutating func add(_ text: String, _ target: Target) { add(stems(text), target) }

  private mutating func add(_ stems: [Int32], _ target: Target) {
    guard !stems.isEmpty, stems.count <= 8 else { return }
    if let i = known[stems] {
      phrases[i].targets.append(target)
    } else {
      known[stems] = phrases.count
      phrases.append(Phrase(stems: stems, targets: [target]))
    }
  }

  /// The stems of a text, each once, in order.
  private mutating func stems(_ text: String) -> [Int32] {
    if let code = Self.code(text) { return [id(of: code)] }
    let tokens = Tokens(Array(text.replacing("_", with: " ").unicodeScalars))
    var found: [Int32] = []
    for stem in Stems.sequence(tokens).compactMap({ $0 }) {
      let id = id(of: stem)
      if !found.contains(id) { found.append(id) }
    }
    return found
  }

  private mutating func id(of stem: String) -> Int32 {
    if let id = ids[stem] { return id }
    let id = Int32(ids.count)
    ids[stem] = id
    return id
  }

  /// The form in which a name of two or three capitals is compared: as such, since in small letters it may be any word.
  static func code(_ text: String) -> String? {
    let isCode = (2...3).contains(text.utf8.count) && text.utf8.allSatisfy { (65...90).contains($0) }
    return isCode ? "^" + text : nil
  }

  /// A column's name without its unit: `quantity_mg` is a quantity.
  private static func spelled(_ name: String, unit: String?) -> String {
    let parts = name.split(separator: "_").map(String.init)
    return parts.filter { UnitClass.of($0).map(UnitClass.isMeasure) != true }.joined(separator: " ")
  }

  /// What a value is called: itself, and what stands before a bracket or comma. A few letters are a name only as capitals.
  private static func names(of text: String) -> [String] {
    if code(text) != nil { return [text] }
    guard text.count > 3, text.count <= 80 else { return [] }
    var short = String(text.prefix { $0 != "(" && $0 != "," && $0 != ";" })
    while short.last == " " { short.removeLast() }
    return (short.count > 3 || code(short) != nil) && short.count < text.count ? [text, short] : [text]
  }
}
