import Model
import Words

/// Turns the bytes of a snapshot into records. Knows files and formats, but neither network nor database.
package enum Formats {
  /// Opens a snapshot with the first of `readings` that fits it.
  ///
  /// - Parameters:
  ///   - path: the file with the bytes.
  ///   - name: the name of the file in messages.
  ///   - readings: the known shapes of the publisher's file.
  ///   - linesPerRecord: the maximum number of lines in a quoted field if the reading has none; nil: unlimited.
  ///   - contentType: what the publisher's server said that the file is; its `charset` counts where nothing else names an encoding.
  /// - Throws: ``Problem`` (`.badInput`) that says what the file is instead, or how its header differs.
  package static func open(
    path: String, name: String, readings: [Reading], linesPerRecord: Int? = nil, contentType: String? = nil
  ) throws -> (reader: any RecordReader, reading: Reading) {
    guard !readings.isEmpty else {
      throw Problem(.badInput, at: name, "no reading is declared", remedy: "add 'read:' to dataset.yaml")
    }
    let packed = try unpacked(path: path, name: name, readings)
    if let packed {
      var found = try open(
        path: packed.file.path, name: name, readings: packed.readings.map(withoutContainer),
        linesPerRecord: linesPerRecord, contentType: contentType)
      found.reading = packed.readings.first { withoutContainer($0) == found.reading } ?? found.reading
      return found
    }
    let documents = readings.filter { $0.format == .pdf }
    if !documents.isEmpty, try PDFReader.isPDF(path: path, name: name) {
      return try firstFit(documents) { try PDFReader(path: path, name: name, reading: $0) }
    }
    let sniffed = try Sniffed(path: path, name: name, readings: readings)
    let candidates = try sniffed.candidates(among: readings)
    if candidates[0].format == .csv {
      let (reader, reading) = try CSVOpener(path: path, name: name, contentType: contentType).open(candidates)
      if let linesPerRecord { reader.allowLines(reading.linesPerRecord ?? linesPerRecord) }
      return (try sectioned(chosen(reader, reading), reading), reading)
    }
    return try firstFit(candidates) { reading in
      switch reading.format {
      case .json: try openJSON(path: path, name: name, reading, contentType)
      case .csv: try CSVReader(path: path, name: name)
      case .html:
        try sectioned(
          chosen(try HTMLReader(path: path, name: name, reading: reading, contentType: contentType), reading), reading)
      case .xlsx: try sectioned(chosen(try ExcelReader(path: path, name: name, reading: reading), reading), reading)
      case .wikitext:
        try WikitextReader(path: path, name: name, reading: reading, isEnvelope: sniffed.content == .json)
      case .pdf: try PDFReader(path: path, name: name, reading: reading)
      }
    }
  }

  /// The largest number of lines in a quoted field of the file; 1 for a file that is not CSV or cannot be read.
  package static func mostLinesInField(path: String, readings: [Reading]) -> Int {
    if let packed = try? unpacked(path: path, name: path, readings) {
      return mostLinesInField(path: packed.file.path, readings: packed.readings.map(withoutContainer))
    }
    let tables = readings.filter { $0.format == .csv }
    guard !tables.isEmpty, let sniffed = try? Sniffed(path: path, name: path, readings: readings),
      let candidates = try? sniffed.candidates(among: readings), candidates[0].format == .csv,
      let (csv, _) = try? CSVOpener(path: path, name: path, contentType: nil).open(candidates)
    else { return 1 }
    while (try? csv.advance()) == true {}
    return csv.mostLinesInField
  }

  /// The value at a JSON pointer (RFC 6901) in a JSON file as text, such as the date of an edition.
  ///
  /// - Returns: a string's text, a number as written, `true` or `false`; nil for null and for a missing value.
  /// - Throws: ``Problem`` (`.badInput`) when the file is not JSON or the value is an object or an array.
  package static func jsonText(path: String, name: String, pointer: String) throws -> String? {
    let sniffed = try Sniffed(path: path, name: name, readings: [])
    try sniffed.requireJSON()
    return try JSONLookup.text(path: path, name: name, pointer: pointer)
  }

  private static func chosen(_ reader: any RecordReader, _ reading: Reading) -> any RecordReader {
    guard !reading.ignore.isEmpty || reading.unpivot != nil else { return reader }
    let choice = ColumnChoice(reader.header, reading)
    (reader as? DialectReader)?.skip(choice.ignored)
    return ChosenColumns(choice, of: reader, for: reading)
  }

  private static func sectioned(_ reader: any RecordReader, _ reading: Reading) throws -> any RecordReader {
    reading.sections.isEmpty ? reader : try SectionedRecords(reader, for: reading)
  }

  static func withoutContainer(_ reading: Reading) -> Reading {
    var reading = reading
    reading.container = nil
    return reading
  }

  /// The content of a packed file, with the readings that read it; nil where the file is not packed, or no reading says that it is.
  static func unpacked(
    path: String, name: String, _ readings: [Reading]
  ) throws -> (file: UnpackedFile, readings: [Reading])? {
    guard readings.contains(where: { $0.container != nil }) else { return nil }
    let start = try InputFile.prefix(path: path, name: name, count: 4)
    let isGzip = start.starts(with: [0x1F, 0x8B])
    let isZip = start.starts(with: [0x50, 0x4B])
    let fitting = readings.filter { reading in
      switch reading.container {
      case nil: !isGzip && (!isZip || reading.format == .xlsx)
      case .gzip: isGzip
      case .zip: isZip
      }
    }
    // A server that names gzip as the encoding of its answer, or a program that unpacks what it saves, has taken it off already.
    let isTakenOff = !isGzip && !isZip && readings.contains { $0.container == .gzip }
    if fitting.isEmpty, isTakenOff { return nil }
    guard let first = fitting.first else {
      throw Problem(
        .badInput, at: name,
        "the file is \(isGzip ? "compressed with gzip" : isZip ? "a zip archive" : "not packed"), "
          + "and read.container says otherwise",
        remedy: "correct read.container in the dataset's dataset.yaml, or remove it, then: soundings check")
    }
    guard let container = first.container else { return nil }
    // Several readings may be of different members; those of the first one's are tried.
    return (try UnpackedFile(path, name: name, container), fitting.filter { $0.container == container })
  }

  private static func openJSON(
    path: String, name: String, _ reading: Reading, _ contentType: String?
  ) throws -> any RecordReader {
    if let inside = reading.inside {
      var reading = reading
      reading.inside = nil
      // The reader has the file open when its name goes.
      let data = try ScriptData(path: path, name: name, inside, contentType: contentType)
      return try withExtendedLifetime(data) { try openJSON(path: data.path, name: name, reading, nil) }
    }
    if reading.shape.kind == .columns {
      return chosen(try JSONColumnsReader(path: path, name: name, reading: reading), reading)
    }
    if let pivot = try JSONPivot(reading), reading.shape.kind != .arrays {
      let records = try JSONReader(path: path, name: name, reading: reading, pivot: pivot)
      return JSONPivotReader(records, pivot, for: reading)
    }
    guard let each = reading.shape.each else {
      let records = try JSONReader(path: path, name: name, reading: reading)
      return reading.unpivot == nil ? records : chosen(records, reading)
    }
    return try JSONChildren(path: path, name: name, reading: reading, each: each)
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
