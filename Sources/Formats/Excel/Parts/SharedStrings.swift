import Model

/// The texts that the cells of a workbook share, one after the other in memory.
struct SharedStrings {
  /// The most that is kept, in bytes of UTF-8 and in texts.
  static let largest = 64 << 20
  static let most = 4_000_000

  private var bytes: [UInt8] = []
  /// Where each text ends.
  private var ends: [UInt32] = []
  /// Those of which a part is raised, lowered or struck out, with the place of its marks in ``lists``.
  private var marked: [Int: Int] = [:]
  /// The marks of a text, each list of them once.
  private var lists: [[RichText.Mark]] = []

  /// - Parameters:
  ///   - stream: nil where the workbook has no such part.
  ///   - skipped: raised texts that are no content.
  /// - Throws: ``Problem`` (`.badInput`) where the texts are more than is kept, or the part cannot be read.
  init(_ stream: XMLStream?, skipping skipped: Set<String>) throws {
    guard let stream else { return }
    var rich = RichText(stream, skipping: skipped)
    var known: [[RichText.Mark]: Int] = [:]
    let item = stream.interned("si")
    while let event = try stream.next() {
      switch event {
      case .start:
        if stream.name == item { rich.begin() } else { rich.start(stream, at: bytes.count) }
      case .text:
        if rich.takesText { bytes += stream.text }
      case .end:
        if stream.name == item {
          CellEscapes.decode(&bytes, from: Int(ends.last ?? 0))
          if !rich.marks.isEmpty {
            let list = known[rich.marks] ?? lists.count
            if list == lists.count { lists.append(rich.marks) }
            (known[rich.marks], marked[ends.count]) = (list, list)
          }
          ends.append(UInt32(bytes.count))
        } else {
          rich.end(stream.name, &bytes)
        }
      }
      guard bytes.count <= Self.largest, ends.count <= Self.most else {
        throw stream.problem(
          "the workbook's texts are more than \(Self.largest >> 20) MiB, or more than \(Self.most) texts",
          remedy: "save the sheet with the data as CSV (UTF-8) and use that file, or divide the workbook")
      }
    }
  }

  var count: Int { ends.count }

  /// The length of a text in bytes; nil where there is none of this number.
  func length(_ number: Int) -> Int? {
    guard ends.indices.contains(number) else { return nil }
    return Int(ends[number]) - (number == 0 ? 0 : Int(ends[number - 1]))
  }

  /// The parts of a text that are set apart.
  func marks(_ number: Int) -> [RichText.Mark] { marked[number].map { lists[$0] } ?? [] }

  /// Appends a text.
  ///
  /// - Returns: false where there is none of this number.
  func append(_ number: Int, to text: inout [UInt8]) -> Bool {
    guard ends.indices.contains(number) else { return false }
    text += bytes[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])]
    return true
  }
}
