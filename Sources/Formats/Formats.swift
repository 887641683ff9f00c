import Model
import Words

/// Turns the bytes of a snapshot into records. Knows files and formats, but neither network nor database.
package enum Formats {
  private static let largestSearched = 64 << 20

  /// Opens a snapshot with the first of `readings` that fits it.
  ///
  /// - Parameters:
  ///   - path: the file with the bytes.
  ///   - name: the name of the file in messages.
  ///   - readings: the known shapes of the publisher's file.
  ///   - linesPerRecord: the maximum number of lines in a quoted field if the reading has none; nil: unlimited.
  /// - Throws: ``Problem`` (`.badInput`) that says what the file is instead, or how its header differs.
  package static func open(
    path: String, name: String, readings: [Reading], linesPerRecord: Int? = nil
  ) throws -> (reader: any RecordReader, reading: Reading) {
    guard !readings.isEmpty else {
      throw Problem(.badInput, at: name, "no reading is declared", remedy: "add 'read:' to dataset.yaml")
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

  /// The largest number of lines in a quoted field of the file; 1 for a file that is not CSV or cannot be read.
  package static func mostLinesInField(path: String, readings: [Reading]) -> Int {
    guard let (reader, _) = try? open(path: path, name: path, readings: readings), let csv = reader as? CSVReader
    else { return 1 }
    while (try? csv.advance()) == true {}
    return csv.mostLinesInField
  }

  /// The value at a JSON pointer (RFC 6901) in a JSON file as text, such as the date of an edition.
  ///
  /// - Returns: a string's text, a number as written, `true` or `false`; nil for null and for a missing value.
  /// - Throws: ``Problem`` (`.badInput`) when the file is not JSON or the value is an object or an array.
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

  /// If there are several readings, tries each on the first record, because only that shows whether it fits. If none
  /// does, the error of the first reading is thrown: it is the publisher's current shape.
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
