import Model
import Words

/// Bytes of a snapshot -> records. Knows files and formats, neither network nor database.
package enum Formats {
  private static let largestSearched = 64 << 20

  /// Opens a snapshot with the first of `readings` that fits it.
  ///
  /// - Parameters:
  ///   - path: where the bytes are.
  ///   - name: what messages call the file.
  ///   - readings: the shapes in which the publisher has been seen to write the dataset.
  ///   - linesPerRecord: the most lines that a quoted field may span where the reading does not say; nil does not check.
  /// - Throws: ``Problem`` (`.badInput`) that says what the file is instead, or where its header differs.
  package static func open(
    path: String, name: String, readings: [Reading], linesPerRecord: Int? = nil
  ) throws -> (reader: any RecordReader, reading: Reading) {
    guard !readings.isEmpty else {
      throw Problem(.badInput, at: name, "there is no reading to read it with", remedy: "add 'read:' to dataset.yaml")
    }
    let sniffed = try Sniffed(path: path, name: name)
    let candidates = try sniffed.candidates(among: readings)
    if candidates[0].format == .csv {
      let (reader, reading) = try openCSV(path: path, name: name, readings: candidates)
      if let linesPerRecord { reader.allowLines(reading.linesPerRecord ?? linesPerRecord) }
      return (reader, reading)
    }
    return try firstFit(candidates) { reading in
      switch reading.format {
      case .json: try JSONReader(path: path, name: name, reading: reading)
      case .csv: try CSVReader(path: path, name: name)
      case .wikitext:
        try WikitextReader(path: path, name: name, reading: reading, isEnvelope: sniffed.content == .json)
      }
    }
  }

  /// The most lines that a quoted field of a file spans, 1 for a file that is not CSV or cannot be read.
  package static func mostLinesInField(path: String, readings: [Reading]) -> Int {
    guard let (reader, _) = try? open(path: path, name: path, readings: readings), let csv = reader as? CSVReader
    else { return 1 }
    while (try? csv.advance()) == true {}
    return csv.mostLinesInField
  }

  /// The value of a JSON pointer (RFC 6901) in a JSON file as text, such as the date of an edition.
  ///
  /// - Returns: a string's text, a number as it is written, `true` or `false`; nil for null and where there is no such value.
  /// - Throws: ``Problem`` (`.badInput`) where the file is not JSON or the value is an object or an array.
  package static func jsonText(path: String, name: String, pointer: String) throws -> String? {
    let sniffed = try Sniffed(path: path, name: name)
    try sniffed.requireJSON()
    return try JSONLookup.text(path: path, name: name, pointer: pointer)
  }

  /// The text of a file for a search: of a wiki page its wikitext without comments. Nil where it is too large to be searched
  /// (over 64 MB).
  ///
  /// - Throws: ``Problem`` (`.badInput`) where the file cannot be read, or is an error message
  ///   of the publisher.
  package static func pageText(path: String, name: String, readings: [Reading]) throws -> String? {
    let sniffed = try Sniffed(path: path, name: name)
    guard let reading = readings.first(where: { $0.format == .wikitext }) else {
      let bytes = try InputFile.prefix(path: path, name: name, count: largestSearched + 1)
      return bytes.count > largestSearched ? nil : String(decoding: bytes, as: UTF8.self)
    }
    let envelope = sniffed.content == .json ? reading.text ?? "" : nil
    let text = String(decoding: try WikitextPage.bytes(path: path, name: name, envelope: envelope), as: UTF8.self)
    return text.replacing(try Regex("<!--.*?-->").dotMatchesNewlines(), with: "")
  }

  private static func openCSV(
    path: String, name: String, readings: [Reading]
  ) throws -> (reader: CSVReader, reading: Reading) {
    let reader = try CSVReader(path: path, name: name)
    guard let fitting = readings.first(where: { $0.header == reader.header }) else {
      throw HeaderDrift(found: reader.header, readings: readings.map(\.header)).problem(at: name)
    }
    return (reader, fitting)
  }

  /// With several readings each is tried on the first record, since only that shows whether it fits. Where none does, the
  /// complaint of the first counts: it is the publisher's present shape.
  private static func firstFit(
    _ readings: [Reading], _ open: (Reading) throws -> any RecordReader
  ) throws -> (reader: any RecordReader, reading: Reading) {
    if readings.count > 1 {
      for reading in readings {
        guard let trial = try? open(reading), (try? trial.advance()) != nil else { continue }
        return (try open(reading), reading)
      }
    }
    return (try open(readings[0]), readings[0])
  }
}
