import Model

/// The texts that the cells of a workbook share, one after the other in memory.
struct SharedStrings {
  /// The most that is kept, in bytes of UTF-8 and in texts.
  static let largest = 64 << 20
  static let most = 4_000_000

  private var bytes: [UInt8] = []
  /// Where each text ends.
  private var ends: [UInt32] = []
  /// Those of which a part is raised, lowered or struck out.
  private var marked: Set<Int> = []

  /// - Parameter stream: nil where the workbook has no such part.
  /// - Throws: ``Problem`` (`.badInput`) where the texts are more than is kept, or the part cannot be read.
  init(_ stream: XMLStream?) throws {
    guard let stream else { return }
    var rich = RichText(stream)
    let item = stream.interned("si")
    while let event = try stream.next() {
      switch event {
      case .start:
        if stream.name == item { rich.begin() } else { rich.start(stream) }
      case .text:
        if rich.takesText { bytes += stream.text }
      case .end:
        if stream.name == item {
          CellEscapes.decode(&bytes, from: Int(ends.last ?? 0))
          if rich.isMarked { marked.insert(ends.count) }
          ends.append(UInt32(bytes.count))
        } else {
          rich.end(stream.name)
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

  func isMarked(_ number: Int) -> Bool { marked.contains(number) }

  /// Appends a text.
  ///
  /// - Returns: false where there is none of this number.
  func append(_ number: Int, to text: inout [UInt8]) -> Bool {
    guard ends.indices.contains(number) else { return false }
    text += bytes[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])]
    return true
  }
}
