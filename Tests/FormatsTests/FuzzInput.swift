import Model
import TestTools

@testable import Formats

/// A random file with the readings it is opened with: a pure function of its seed.
struct FuzzInput {
  /// How the file is opened: as any file, or as words of a PDF, which need no Poppler.
  enum Way { case file, pdfWords }

  let kind: String
  var bytes: [UInt8]
  var readings: [Reading]
  var way = Way.file
  /// The fields that must be read; nil where the file is damaged, or of a format for which a test of its own knows them.
  var expected: [[String?]]?

  init(kind: String, _ bytes: [UInt8], _ readings: [Reading], expected: [[String?]]? = nil) {
    (self.kind, self.bytes, self.readings, self.expected) = (kind, bytes, readings, expected)
  }

  /// - Parameter growth: the most bytes to which one in a hundred files is made to grow; 0: none is.
  static func make(seed: UInt64, growth: Int) -> FuzzInput {
    var random = SeededRandom(seed: seed)
    var input: FuzzInput
    switch Int.random(in: 0..<12, using: &random) {
    case 0...3: input = FuzzCSV.input(&random)
    case 4...5: input = FuzzJSON.input(&random)
    case 6...7: input = FuzzMarkup.page(&random)
    case 8...9: input = FuzzMarkup.wikitext(&random)
    case 10:
      input = FuzzInput(
        kind: "xlsx", WorkbookMutationTests.workbook(&random).bytes, [WorkbookMutationTests.reading])
    default:
      input = FuzzInput(kind: "pdf", PDFFuzzTests.file(&random), [PDFFuzzTests.reading])
      input.way = .pdfWords
    }
    if Int.random(in: 0..<3, using: &random) > 0 { input.damage(&random) }
    if growth > 0, Int.random(in: 0..<100, using: &random) == 0 { input.grow(to: growth, &random) }
    if input.way == .file, Int.random(in: 0..<5, using: &random) == 0 { input.pack(&random) }
    return input
  }

  private mutating func damage(_ random: inout SeededRandom) {
    expected = nil
    bytes = FuzzDamage.damaged(bytes, kind: kind, &random)
  }

  /// Repeats a part of the file.
  private mutating func grow(to most: Int, _ random: inout SeededRandom) {
    guard !bytes.isEmpty else { return }
    expected = nil
    let from = Int.random(in: 0..<bytes.count, using: &random)
    let part = Array(bytes[from..<min(from + Int.random(in: 1...60, using: &random), bytes.count)])
    let size = Int.random(in: 1 << 16...most, using: &random)
    var grown: [UInt8] = []
    grown.reserveCapacity(size + part.count)
    while grown.count < size { grown += part }
    bytes.insert(contentsOf: grown, at: from)
  }

  private mutating func pack(_ random: inout SeededRandom) {
    if Bool.random(using: &random) {
      for i in readings.indices { readings[i].container = .gzip }
      bytes = StoredZip.gzip(bytes)
    } else {
      for i in readings.indices { readings[i].container = .zip(member: #"data\.\w+"#) }
      bytes = StoredZip.bytes([("readme.txt", Array("no".utf8)), ("data.bin", bytes)])
    }
    if Int.random(in: 0..<3, using: &random) == 0 { damage(&random) }
  }
}
