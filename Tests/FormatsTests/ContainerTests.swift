import Model
import TestTools
import Testing

@testable import Formats

@Suite("Files that are packed", .enabled(if: PublicTool.installed("python3") != nil, "no python3"))
struct ContainerTests {
  private static func reading(_ container: Container?) -> Reading {
    var reading = Reading(format: .csv, header: ["a", "b"])
    reading.container = container
    return reading
  }

  /// A file that a line of Python writes into `f`.
  private func packed(_ python: String, _ body: (String) throws -> Void) throws {
    try withFile("") { path in
      let program = "import gzip, zipfile, sys\nf = sys.argv[1]\n" + python
      let result = try PublicTool.run(PublicTool.installed("python3")!, ["-c", program, path], in: "/tmp")
      try #require(result.status == 0, "\(result.err)")
      try body(path)
    }
  }

  private func read(_ python: String, _ readings: [Reading]) throws -> Outcome {
    var result = Outcome()
    try packed(python) { path in
      result = outcome { try Formats.open(path: path, name: "t", readings: readings).reader }
    }
    return result
  }

  private static let gzip = "gzip.open(f, 'wb').write(b'a,b\\n1,2\\n')"
  private static let zip =
    "z = zipfile.ZipFile(f, 'w', METHOD)\nz.writestr('docs/readme.txt', 'no')\n"
    + "z.writestr('data_2025.csv', 'a,b\\n1,2\\n')\nz.close()"

  @Test func areRead() throws {
    #expect(try read(Self.gzip, [Self.reading(.gzip)]).fields == [["1", "2"]])
    let twice = "d = gzip.compress(b'a,b\\n1,2\\n') + gzip.compress(b'3,4\\n')\nopen(f, 'wb').write(d)"
    #expect(try read(twice, [Self.reading(.gzip)]).fields == [["1", "2"], ["3", "4"]])
    for method in ["zipfile.ZIP_DEFLATED", "zipfile.ZIP_STORED"] {
      let python = Self.zip.replacing("METHOD", with: method)
      #expect(try read(python, [Self.reading(.zip(member: #"data_\d{4}\.csv"#))]).fields == [["1", "2"]])
    }
    let plain = "open(f, 'wb').write(b'a,b\\n1,2\\n')"
    #expect(try read(plain, [Self.reading(.gzip), Self.reading(nil)]).fields == [["1", "2"]])
    #expect(try read(Self.gzip, [Self.reading(nil), Self.reading(.gzip)]).fields == [["1", "2"]])
  }

  @Test func whatDoesNotFitIsNamed() throws {
    let zip = Self.zip.replacing("METHOD", with: "zipfile.ZIP_DEFLATED")
    func problem(_ python: String, _ container: Container?) throws -> String {
      try #require(try read(python, [Self.reading(container)]).problem).what
    }
    #expect(try problem(Self.gzip, nil) == "the file is compressed with gzip")
    #expect(
      try problem(Self.gzip, .zip(member: "x")) == "the file is compressed with gzip, and read.container says otherwise"
    )
    #expect(
      try problem(zip, .zip(member: "x"))
        == "no file in the zip archive has a name like 'x'; it has 'docs/readme.txt', 'data_2025.csv'")
    #expect(
      try problem(zip, .zip(member: ".*"))
        == "2 files in the zip archive have names like '.*': 'docs/readme.txt', 'data_2025.csv'")
    let cut = "d = gzip.compress(bytes(range(256)) * 1000)\nopen(f, 'wb').write(d[:-9])"
    #expect(try problem(cut, .gzip) == "the compressed content is cut off")
    let damaged = "d = bytearray(gzip.compress(b'a,b\\n1,2\\n'))\nd[-5] ^= 1\nopen(f, 'wb').write(d)"
    #expect(try problem(damaged, .gzip) == "the compressed content is damaged")
    #expect(
      try problem(zip + "\nd = open(f, 'rb').read()\nopen(f, 'wb').write(d[:-30])", .zip(member: "x"))
        == "the zip archive is damaged or cut off")
    let changed =
      Self.zip.replacing("METHOD", with: "zipfile.ZIP_STORED")
      + "\nd = open(f, 'rb').read().replace(b'1,2', b'1,3')\nopen(f, 'wb').write(d)"
    #expect(try problem(changed, .zip(member: "data_2025.csv")) == "the compressed content is damaged")
  }
}
