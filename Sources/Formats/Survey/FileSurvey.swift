import Model
import System

/// Looks at the bytes of a file that nobody has described yet: what it is, and how it can be read.
///
/// Each answer is a proposal: it is tried with the reader that will read it, on the whole file.
package enum FileSurvey {
  private static let looked = 8192

  /// The readings that may fit, the likeliest first; never empty.
  ///
  /// - Throws: ``Problem`` (`.badInput`) where the file cannot be read, or has no table that was found.
  package static func readings(path: String, name: String) throws -> [SurveyedReading] {
    let bytes = try InputFile.prefix(path: path, name: name, count: looked)
    guard !bytes.isEmpty else {
      throw Problem(.badInput, at: name, "is empty", remedy: "fetch it again, and look at what came")
    }
    if bytes.starts(with: [0x1F, 0x8B]) {
      let file = try UnpackedFile(path, name: name, .gzip)
      return try inside(.gzip, file, name)
    }
    if bytes.starts(with: [0x50, 0x4B]) { return try zip(path: path, name: name) }
    if bytes.starts(with: "%PDF".utf8) {
      throw Problem(
        .badInput, at: name, "is a PDF, and where its columns are a person has to say",
        remedy: "write the dataset by hand: README, \"Adding a dataset\" and \"Tables in PDF files\"")
    }
    try Rejection.checkWorkbook(path: path, bytes, name)
    let head = bytes.drop { [0xEF, 0xBB, 0xBF].contains($0) || $0.isBlank }
    if head.first == UInt8(ascii: "<") { return try PageSurvey.readings(path: path, name: name) }
    if head.first == UInt8(ascii: "{") || head.first == UInt8(ascii: "["), !isWikitext(head) {
      return try JSONShapeSurvey.readings(path: path, name: name)
    }
    if TextEncoding(markAt: bytes)?.isWide == true,
      let found = try? JSONShapeSurvey.readings(path: path, name: name)
    {
      return found
    }
    if isWikitext(head) {
      throw Problem(
        .badInput, at: name, "is wikitext, and which of its tables is wanted a person has to say",
        remedy: "write the dataset by hand: README, \"Adding a dataset\" and \"Wikitext\"")
    }
    if let script = try ScriptSurvey.readings(path: path, name: name) { return script }
    return try CSVSurvey.readings(path: path, name: name)
  }

  private static func isWikitext(_ head: ArraySlice<UInt8>) -> Bool {
    ["{|", "{{", "[[File:", "=="].contains { head.starts(with: $0.utf8) }
  }

  private static func zip(path: String, name: String) throws -> [SurveyedReading] {
    let file = try InputFile(path: path, name: name)
    let members = try ZipDirectory(file.descriptor, name: name).members.map(\.name)
    if members.contains("[Content_Types].xml") { return try SheetSurvey.readings(path: path, name: name) }
    let tables = members.filter { member in
      ["csv", "tsv", "txt", "json", "xlsx", "geojson"].contains { member.lowercased().hasSuffix("." + $0) }
        && !member.contains("__MACOSX")
    }
    guard tables.count == 1, let only = tables.first else {
      throw Problem(
        .badInput, at: name,
        "has \(tables.isEmpty ? "no file that is a table" : "several files: \(tables.prefix(8).joined(separator: ", "))")",
        remedy: "unpack the one that is wanted, and give that file; then add to its dataset.yaml: "
          + "container: {zip: 'NAME'} (README, \"Packed files\")")
    }
    let container = Container.zip(member: escaped(only))
    return try inside(container, try UnpackedFile(path, name: name, container), name)
  }

  private static func inside(
    _ container: Container, _ file: UnpackedFile, _ name: String
  ) throws -> [SurveyedReading] {
    try withExtendedLifetime(file) {
      try readings(path: file.path, name: name).map { found in
        var found = found
        found.reading.container = container
        return found
      }
    }
  }

  /// A regular expression for exactly this text.
  static func escaped(_ text: String) -> String {
    String(text.flatMap { "\\.+*?()[]{}|^$/".contains($0) ? ["\\", $0] : [$0] })
  }
}
