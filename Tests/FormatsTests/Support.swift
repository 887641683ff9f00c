import Glibc
import Model
import Testing

@testable import Formats

func row(_ reader: any RecordReader) -> Row {
  Row(
    number: reader.recordNumber, fields: reader.header.indices.map { reader.fields[$0].text }, defect: reader.defect,
    verbatim: String(decoding: reader.verbatim, as: UTF8.self))
}

/// Reads a file to its end, whatever it contains.
func outcome(_ open: () throws -> any RecordReader) -> Outcome {
  var outcome = Outcome()
  do {
    let reader = try open()
    outcome.header = reader.header
    while try reader.advance() { outcome.rows.append(row(reader)) }
  } catch let problem as Problem {
    outcome.problem = problem
  } catch {
    outcome.problem = Problem(at: "test", "an error that is no Problem: \(error)", remedy: "")
  }
  return outcome
}

/// Writes bytes to a file that is removed after `body`.
func withFile<T>(_ bytes: [UInt8], _ body: (String) throws -> T) throws -> T {
  var template = Array("/tmp/soundings-formats-XXXXXX".utf8CString)
  let descriptor = mkstemp(&template)
  try #require(descriptor >= 0)
  let path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  defer { unlink(path) }
  var written = 0
  while written < bytes.count {
    let n = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + written, bytes.count - written) }
    try #require(n > 0)
    written += n
  }
  close(descriptor)
  return try body(path)
}

func withFile<T>(_ text: String, _ body: (String) throws -> T) throws -> T { try withFile(Array(text.utf8), body) }

func csv(_ bytes: [UInt8], bufferSize: Int = CSVReader.usualBufferSize) throws -> Outcome {
  try withFile(bytes) { path in outcome { try CSVReader(path: path, name: "t.csv", bufferSize: bufferSize) } }
}

func csv(_ text: String) throws -> Outcome { try csv(Array(text.utf8)) }

/// Everything together: sniffing, choice of the reading, records.
func opened(_ bytes: [UInt8], _ readings: [Reading]) throws -> Outcome {
  try withFile(bytes) { path in
    outcome { try Formats.open(path: path, name: "t.file", readings: readings).reader }
  }
}

func opened(_ text: String, _ readings: Reading...) throws -> Outcome { try opened(Array(text.utf8), readings) }

/// The folder of recorded files beside the repository; nil if there is none.
let sharedFolder: String? = {
  var places: [String] = []
  if let named = getenv("SOUNDINGS_SHARED") { places.append(String(cString: named)) }
  // The sources may be reached through a symbolic link, so use the real path.
  let real = realpath(#filePath, nil)
  defer { free(real) }
  var parts = String(cString: real.map { UnsafePointer($0) } ?? UnsafePointer(strdup(#filePath)!))
    .split(separator: "/")
  while !parts.isEmpty {
    parts.removeLast()
    places.append("/" + (parts + ["shared"]).joined(separator: "/"))
  }
  return places.first { access($0 + "/data", R_OK) == 0 }
}()
