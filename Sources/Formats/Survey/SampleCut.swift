import Model
import System

/// The beginning of a file as a file of its own, which the same reading reads: a dataset's sample.
package enum SampleCut {
  /// A file that is not larger is its own sample.
  private static let whole = 256 << 10
  private static let largest = 8 << 20
  private static let records = 40

  /// - Parameter reader: of the whole file, before its first record.
  /// - Returns: the bytes; nil where the file is too large, and no part of it can be read by itself.
  package static func bytes(
    path: String, name: String, reading: Reading, reader: any RecordReader
  ) throws -> [UInt8]? {
    if reading.container == .gzip {
      // Under `container: gzip` a file that is not packed is read as it is.
      let file = try UnpackedFile(path, name: name, .gzip)
      var plain = reading
      plain.container = nil
      return try withExtendedLifetime(file) {
        try bytes(path: file.path, name: name, reading: plain, reader: reader)
      }
    }
    let size = Files.size(path) ?? 0
    if size <= whole { return try InputFile.prefix(path: path, name: name, count: whole) }
    guard reading.container == nil else { return nil }
    if reading.format == .csv, reading.dialect.encoding?.isWide != true {
      return try table(path: path, name: name, reading.dialect)
    }
    if reading.format == .json, reading.inside == nil,
      reading.shape.kind == .objects || reading.shape.kind == .lines
    {
      return try objects(reading, reader)
    }
    return size <= largest ? try InputFile.prefix(path: path, name: name, count: largest) : nil
  }

  /// All that is above the records, the first of them, and the footer.
  private static func table(path: String, name: String, _ dialect: Dialect) throws -> [UInt8] {
    let text = try InputFile.prefix(path: path, name: name, count: Int(Int32.max))
    let split = LooseSplit(text: text, separator: dialect.separator, quote: dialect.quote, escape: dialect.escape)
    let all = split.records()
    guard all.count > 2 * records else { return text }
    var end = all[records].bytes.upperBound
    while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
    var bytes = Array(text[..<min(end + 1, text.count)])
    let last = all.suffix(60).first { record in
      dialect.footer.contains { split.fields(of: record)[0].hasPrefix($0) }
    }
    if let last { bytes += text[last.bytes.lowerBound...] }
    return bytes
  }

  /// The first records where the document has them.
  private static func objects(_ reading: Reading, _ reader: any RecordReader) throws -> [UInt8] {
    var texts: [[UInt8]] = []
    while texts.count < records, try reader.advance() { texts.append(Array(reader.verbatim)) }
    if reading.shape.kind == .lines { return Array(texts.joined(separator: [10])) + [10] }
    var document = Array("[\n".utf8) + texts.joined(separator: Array(",\n".utf8)) + Array("\n]".utf8)
    for step in JSONPointer(reading.records).steps.reversed() {
      if let index = Int(step) {
        document = Array("[".utf8) + Array(String(repeating: "null,", count: index).utf8) + document + Array("]".utf8)
      } else {
        document = Array("{\"\(step)\":".utf8) + document + Array("}".utf8)
      }
    }
    return document + [10]
  }
}
