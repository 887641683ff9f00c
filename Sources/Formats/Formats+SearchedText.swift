import Model

// The text of a file in which the date of an edition or a total is looked for.
extension Formats {
  private static let largestSearched = 64 << 20

  /// The text of a file for a search: of a web page what its reader sees, line by line, and the JSON in it that is read; of a wiki page its
  /// wikitext without comments; of a sheet and of a PDF their lines. Nil where it is too large to be searched (over 64 MB).
  ///
  /// - Throws: ``Problem`` (`.badInput`) where the file cannot be read, or is an error message
  ///   of the publisher.
  package static func pageText(
    path: String, name: String, readings: [Reading], contentType: String? = nil
  ) throws -> String? {
    if let packed = try unpacked(path: path, name: name, readings) {
      return try pageText(
        path: packed.file.path, name: name, readings: packed.readings.map(withoutContainer), contentType: contentType)
    }
    if let reading = readings.first(where: { $0.format == .pdf }), try PDFReader.isPDF(path: path, name: name) {
      return try PDFReader.text(
        path: path, name: name, allowsFaults: reading.pdf.allowsFaults, limit: largestSearched)
    }
    let sniffed = try Sniffed(path: path, name: name, readings: readings)
    if sniffed.content == .workbook, let reading = readings.first(where: { $0.format == .xlsx }) {
      return try SheetText.text(path: path, name: name, reading: reading, limit: largestSearched)
    }
    if let reading = readings.first(where: { $0.format == .wikitext }) {
      let envelope = sniffed.content == .json ? reading.text ?? "" : nil
      let text = String(decoding: try WikitextPage.bytes(path: path, name: name, envelope: envelope), as: UTF8.self)
      return text.replacing(try Regex("<!--.*?-->").dotMatchesNewlines(), with: "")
    }
    if sniffed.content == .page, let reading = readings.first(where: { $0.format == .html || $0.inside != nil }) {
      return try textOfPage(path: path, name: name, reading, contentType)
    }
    if let encoding = try CSVOpener(path: path, name: name, contentType: contentType).encoding(of: readings) {
      return try DecodedFile.text(path: path, name: name, encoding, limit: largestSearched)
    }
    let bytes = try InputFile.prefix(path: path, name: name, count: largestSearched + 1)
    return bytes.count > largestSearched ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private static func textOfPage(
    path: String, name: String, _ reading: Reading, _ contentType: String?
  ) throws -> String? {
    let text = try PageWords.lines(
      ofPage: path, name: name, declared: reading.dialect.encoding, contentType: contentType)
    guard let inside = reading.inside else { return text }
    let data = try ScriptData(path: path, name: name, inside, contentType: contentType)
    return try withExtendedLifetime(data) {
      let bytes = try InputFile.prefix(path: data.path, name: name, count: largestSearched + 1)
      return bytes.count > largestSearched ? nil : text + String(decoding: bytes, as: UTF8.self)
    }
  }
}
