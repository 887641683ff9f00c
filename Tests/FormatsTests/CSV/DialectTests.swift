import Model
import TestTools
import Testing

@testable import Formats

@Suite("CSV: what is declared of its form")
struct DialectTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var bytes: [UInt8]
    var header: [String]
    var fields: [[String?]]
    var dialect: Dialect

    init(
      _ name: String, _ text: String, header: [String] = ["Country", "Persons"], _ fields: [[String?]],
      _ change: (inout Dialect) -> Void
    ) {
      self.init(name, bytes: Array(text.utf8), header: header, fields, change)
    }

    init(
      _ name: String, bytes: [UInt8], header: [String] = ["Country", "Persons"], _ fields: [[String?]],
      _ change: (inout Dialect) -> Void
    ) {
      (self.name, self.bytes, self.header, self.fields) = (name, bytes, header, fields)
      dialect = Dialect()
      change(&dialect)
    }

    var reading: Reading {
      var reading = Reading(format: .csv, header: header)
      reading.dialect = dialect
      return reading
    }
    var testDescription: String { name }
  }

  static let two: [[String?]] = [["Haiti", "12"], ["Peru", "5"]]

  static let cases: [Case] = {
    var all: [Case] = []
    all.append(
      Case("semicolons", "Country;Persons\nHaiti;1.204\n\"a;b\";5,5\n", [["Haiti", "1.204"], ["a;b", "5,5"]]) {
        $0.separator = UInt8(ascii: ";")
      })
    all.append(Case("tabs", "Country\tPersons\nHaiti\t12\nPeru\t5", two) { $0.separator = 9 })
    let polish =
      Array("Country,Persons\nWSP".utf8) + [0xD3, 0xA3] + Array("PRACA,12\nci".utf8) + [0xEA, 0xBF]
      + Array("ar,5\n".utf8)
    all.append(
      Case("windows-1250", bytes: polish, [["WSPÓŁPRACA", "12"], ["ciężar", "5"]]) { $0.encoding = .windows1250 })
    let latin2 = Array("Country,Persons\n".utf8) + [0xA9] + Array("koda,12\nPeru,5\n".utf8)
    all.append(Case("iso-8859-2", bytes: latin2, [["Škoda", "12"], ["Peru", "5"]]) { $0.encoding = .latin2 })
    let latin9 = Array("Country,Persons\n".utf8) + [0xA4, 0xBD] + Array(",12\nPeru,5\n".utf8)
    all.append(Case("iso-8859-15", bytes: latin9, [["€œ", "12"], ["Peru", "5"]]) { $0.encoding = .latin9 })
    all.append(
      Case("unit separators", "Country\u{1F}Persons\nHaiti\u{1F}12\nPeru\u{1F}5\n", two) { $0.separator = 0x1F })
    all.append(Case("blanks", "Country Persons\nHaiti 12\nPeru 5\n", two) { $0.separator = 32 })
    all.append(Case("bars", "Country|Persons\r\nHaiti|12\r\nPeru|5\r\n", two) { $0.separator = UInt8(ascii: "|") })
    all.append(
      Case("single quotes", "Country,Persons\n'Ha,''iti',12\n", [["Ha,'iti", "12"]]) { $0.quote = UInt8(ascii: "'") })
    all.append(
      Case("no quotes", "Country,Persons\n\"Haiti,12\nPe\"\"ru,5\n", [["\"Haiti", "12"], ["Pe\"\"ru", "5"]]) {
        ($0.quote, $0.escape) = (nil, .none)
      })
    all.append(
      Case(
        "backslash", "Country,Persons\n\"a \\\"b\\\", c\\\\\",12\nd\\,e,5\n", [["a \"b\", c\\", "12"], ["d,e", "5"]]
      ) {
        $0.escape = .backslash
      })
    all.append(
      Case(
        "backslash without quotes", "Country,Persons\na\\,\"b,12\nx\\\ny,5\nz\\\r\n,6\r\n",
        [["a,\"b", "12"], ["x\ny", "5"], ["z\r\n", "6"]]
      ) {
        ($0.quote, $0.escape) = (nil, .backslash)
      })
    all.append(
      Case(
        "blanks around quotes", "Country , Persons\n\"Haiti\" ,  \"1,2\"\t\nPeru, 5\n",
        header: ["Country ", " Persons"],
        [["Haiti", "1,2"], ["Peru", " 5"]]
      ) { $0.hasBlanksAroundQuotes = true })
    all.append(
      Case("sep line", "sep=;\r\nCountry;Persons\r\nHaiti;12\r\n", [["Haiti", "12"]]) {
        ($0.separator, $0.hasSeparatorLine) = (UInt8(ascii: ";"), true)
      })
    all.append(
      Case(
        "title lines by number", "Table 3. \"Persons, by boat\nProvisional\n\nCountry,Persons\nHaiti,12\nPeru,5\n", two
      ) {
        $0.title = .lines(3)
      })
    all.append(
      Case("title lines by how the header begins", "Table 3\n,,\n\nCountry,Persons\nHaiti,12\nPeru,5\n", two) {
        $0.title = .until("Country,")
      })
    all.append(
      Case(
        "header of two lines", "Country,2024,,2025,\n,Men,Women,Men,Women\nHaiti,1,2,3,4\n",
        header: ["Country", "2024 Men", "2024 Women", "2025 Men", "2025 Women"], [["Haiti", "1", "2", "3", "4"]]
      ) {
        $0.headerLines = 2
      })
    all.append(Case("no header", "Haiti,12\nPeru,5\n", two) { $0.headerLines = 0 })
    all.append(Case("comments", "# one, \"two\nCountry,Persons\n#\nHaiti,12\nPeru,5\n# end", two) { $0.comment = "#" })
    all.append(
      Case("footer", "Country,Persons\nHaiti,12\nPeru,5\nTotal,17\n\nSource: the Office, of course\nNote,\n", two) {
        $0.footer = ["Total", "Source:"]
      })
    all.append(
      Case("quoted footer", "Country,Persons\nHaiti,12\nPeru,5\n\"Source: a, b\",\n", two) { $0.footer = ["Source:"] })
    all.append(
      Case("trailing separator", "Country,Persons\nHaiti,12,\nPeru,5,\n", two) { $0.hasTrailingSeparator = true })
    all.append(
      Case("trailing separator in the header too", "Country,Persons,\nHaiti,12,\nPeru,5\n", two) {
        $0.hasTrailingSeparator = true
      })
    all.append(
      Case(
        "short records", "a,b,c\n1\n1,2\n1,2,3\n", header: ["a", "b", "c"],
        [["1", nil, nil], ["1", "2", nil], ["1", "2", "3"]]
      ) {
        $0.allowsShortRecords = true
      })
    all.append(
      Case(
        "Windows-1252",
        bytes: Array("Country,Persons\nCura".utf8) + [0xE7] + Array("ao ".utf8) + [0x96, 0x80, 0x2C, 0x35],
        [["Curaçao –€", "5"]]
      ) { $0.encoding = .windows1252 })
    all.append(
      Case("Latin-1", bytes: Array("Country,Persons\nHa".utf8) + [0xEF] + Array("ti,12\n".utf8), [["Haïti", "12"]]) {
        $0.encoding = .latin1
      })
    all.append(
      Case(
        "UTF-16, little end first, by its mark", bytes: wide("\u{FEFF}Country,Persons\r\nHaïti 🚤,12\r\n", big: false),
        [["Haïti 🚤", "12"]]
      ) { _ in })
    all.append(
      Case("UTF-16, big end first", bytes: wide("Country;Persons\nHaïti 🚤;12\n", big: true), [["Haïti 🚤", "12"]]) {
        ($0.encoding, $0.separator) = (.utf16BE, UInt8(ascii: ";"))
      })
    all.append(
      Case("UTF-8 with its mark", "\u{FEFF}Country;Persons\nHaïti;12\n", [["Haïti", "12"]]) {
        ($0.encoding, $0.separator) = (.utf8, UInt8(ascii: ";"))
      })
    all.append(
      Case(
        "line ends of all kinds", "Country;Persons\r\"a\r\nb\";1\r\nc;2\nd;3\r\re;4",
        [["a\r\nb", "1"], ["c", "2"], ["d", "3"], ["e", "4"]]
      ) {
        $0.separator = UInt8(ascii: ";")
      })
    return all
  }()

  static func wide(_ text: String, big: Bool) -> [UInt8] {
    text.utf16.flatMap { big ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  @Test("is read", arguments: cases)
  func isRead(_ c: Case) throws {
    let result = try opened(c.bytes, [c.reading])
    #expect(result.problem == nil)
    #expect(result.header == c.header)
    #expect(result.fields == c.fields)
    #expect(result.defects.allSatisfy { $0 == nil })
    #expect(result.rows.map(\.number) == Array(1..<c.fields.count + 1))
  }

  @Test("It makes no difference where a buffer ends", arguments: cases)
  func everyBufferSize(_ c: Case) throws {
    try withFile(c.bytes) { path in
      func read(_ size: Int) -> Outcome {
        outcome {
          try DialectReader(path: path, name: "t", dialect: c.dialect, declared: c.header, bufferSize: size)
        }
      }
      let whole = read(1 << 20)
      #expect(whole.fields == c.fields)
      for size in 64..<200 { #expect(read(size) == whole, "buffer of \(size)") }
    }
  }

  @Test("Without a declaration both readers give the same, garbage included", arguments: 0..<150)
  func sameAsTheFastReader(_ seed: Int) throws {
    var dice = SeededRandom.ofTest(case: seed)
    let likely: [UInt8] = Array("\"\",,\r\n\n\rab1 ".utf8)
    var bytes = Array("a,b\n".utf8)
    for _ in 0..<Int.random(in: 0...400, using: &dice) {
      let isOdd = Int.random(in: 0..<30, using: &dice) == 0
      bytes.append(isOdd ? UInt8.random(in: 1...255, using: &dice) : likely.randomElement(using: &dice)!)
    }
    let fast = try csv(bytes)
    let slow = try withFile(bytes) { path in
      outcome { try DialectReader(path: path, name: "t.csv", dialect: .plain, declared: [], bufferSize: 64) }
    }
    #expect(slow.fields == fast.fields)
    #expect(slow.rows.map(\.verbatim) == fast.rows.map(\.verbatim))
    #expect(slow.defects.map { $0 == nil } == fast.defects.map { $0 == nil })
    #expect((slow.problem == nil) == (fast.problem == nil))
  }

  @Test("A record's text is shown decoded")
  func verbatim() throws {
    let bytes = Array("Country;Persons\n\"Cura".utf8) + [0xE7] + Array("ao\" ;12\n".utf8)
    var reading = Reading(format: .csv, header: ["Country", "Persons"])
    reading.dialect.separator = UInt8(ascii: ";")
    reading.dialect.encoding = .windows1252
    reading.dialect.hasBlanksAroundQuotes = true
    let result = try opened(bytes, [reading])
    #expect(result.rows.map(\.verbatim) == ["\"Curaçao\" ;12"])
    #expect(result.fields == [["Curaçao", "12"]])
  }

  struct Defect: CustomTestStringConvertible, Sendable {
    var bytes: [UInt8]
    var defects: [String?]
    var dialect = Dialect()

    init(_ text: String, _ defects: [String?], _ change: (inout Dialect) -> Void) {
      self.init(bytes: Array(text.utf8), defects, change)
    }
    init(bytes: [UInt8], _ defects: [String?], _ change: (inout Dialect) -> Void) {
      (self.bytes, self.defects) = (bytes, defects)
      change(&dialect)
    }
    var testDescription: String { defects.compactMap { $0 }.joined() }
  }

  static let misfits: [Defect] = {
    var all: [Defect] = []
    all.append(
      Defect(
        bytes: Array("a,b\nx".utf8) + [0x81] + Array(",1\ny,2\n".utf8),
        ["byte 0x81 at offset 5 of the file is no character of windows-1252", nil]
      ) { $0.encoding = .windows1252 })
    all.append(
      Defect(
        bytes: Array("a,b\nx".utf8) + [0xA4, 0x9F] + Array(",1\ny,2\n".utf8),
        [
          "byte 0x9F at offset 6 of the file is no character of iso-8859-15", nil,
        ]
      ) { $0.encoding = .latin9 })
    for (bytes, letter) in [([0xC3, 0xAF] as [UInt8], "ï"), ([0xE2, 0x80, 0x99], "’")] {
      all.append(
        Defect(
          bytes: Array("a,b\nx".utf8) + bytes + Array(",1\nC".utf8) + [0xF4] + Array("te,2\n".utf8),
          [
            "the bytes at offset 5 of the file are '\(letter)' in UTF-8, and other bytes of it are windows-1252: it was put together from "
              + "files of both", nil,
          ]
        ) { $0.encoding = .windows1252 })
    }
    all.append(
      Defect(
        bytes: Array("a,b\nx".utf8) + [0x92] + Array(",1\ny,2\n".utf8),
        ["byte 0x92 at offset 5 of the file is no character of latin-1 (perhaps windows-1252)", nil]
      ) {
        $0.encoding = .latin1
      })
    all.append(
      Defect(
        bytes: Array("a;b\nx".utf8) + [0xE7] + Array(";1\ny;2\n".utf8),
        ["byte 0xE7 at offset 5 of the file is not UTF-8 (perhaps windows-1252: read.encoding)", nil]
      ) {
        $0.separator = UInt8(ascii: ";")
      })
    all.append(
      Defect(
        bytes: wide("\u{FEFF}a,b\n1,2\n", big: false) + [0x00, 0xD8] + wide(",3\n4,5\n", big: false),
        [nil, "the two bytes 0xD800 at offset 18 of the file is no character of utf-16le", nil]
      ) { $0.encoding = .utf16 })
    all.append(
      Defect("a;b\n1;2;\n1;2;3\n3;4\n", [nil, "3 fields, expected 2", nil]) {
        ($0.separator, $0.hasTrailingSeparator) = (UInt8(ascii: ";"), true)
      })
    all.append(
      Defect(
        "a,b\n\"x\\n\",1\ny,2\n",
        [
          "'\\n' is no escape: a backslash goes before a quote, a separator, a line end or a backslash", nil,
        ]
      ) { $0.escape = .backslash })
    all.append(Defect("a,b\n\"x\"\"y\",1\ny,2\n", ["text after a closing quote", nil]) { $0.escape = .backslash })
    all.append(
      Defect("a,b\n1,2\n1", [nil, "1 field, expected 2: the file ends in the middle of this record"]) {
        $0.allowsShortRecords = true
      })
    return all
  }()

  @Test(
    "What does not fit is a defect, and the next record is read",
    arguments: misfits)
  func defects(_ c: Defect) throws {
    var reading = Reading(format: .csv, header: ["a", "b"])
    reading.dialect = c.dialect
    let result = try opened(c.bytes, [reading])
    #expect(result.problem == nil)
    #expect(result.defects == c.defects)
    #expect(result.rows.map(\.number) == Array(1..<c.defects.count + 1))
  }

  static let contradicted: [Defect] = {
    var all: [Defect] = []
    all.append(
      Defect("a,b\n1,2\n", ["the first line is 'a,b', expected 'sep=' and ',' (read.sep_line)"]) {
        $0.hasSeparatorLine = true
      })
    all.append(
      Defect("x\n1,2\n", ["no line begins with 'a,', where read.header_starts_with says that the header is"]) {
        $0.title = .until("a,")
      })
    all.append(
      Defect("a,b\n1,2\n", ["the file ends without its footer: no line after the header begins with 'Source'"]) {
        $0.footer = ["Source"]
      })
    all.append(
      Defect("a,b\n1,2\nTotal,2\nTexas,4\n", ["line 4 is below the footer and looks like a record: 'Texas,4'"]) {
        $0.footer = ["Total"]
      })
    all.append(
      Defect(
        bytes: wide("\u{FEFF}a,b\n1,2\n", big: true),
        [
          "the file begins with the byte order mark of utf-16be, and read.encoding is windows-1252"
        ]
      ) { $0.encoding = .windows1252 })
    for encoding in [TextEncoding.windows1252, .latin1] {
      all.append(
        Defect(
          "a,b\nPeru,1\nHaïti,2\n",
          [
            "read.encoding is \(encoding.rawValue), and by its bytes the file is UTF-8: the first character beyond ASCII is 'ï' on line "
              + "3, at offset 13"
          ]
        ) { $0.encoding = encoding })
    }
    all.append(
      Defect("a,b\n1,2\n", ["the file has no byte order mark, and utf-16 does not say the order of its bytes"]) {
        $0.encoding = .utf16
      })
    return all
  }()

  @Test(
    "What contradicts the file is refused",
    arguments: contradicted)
  func contradictions(_ c: Defect) throws {
    var reading = Reading(format: .csv, header: ["a", "b"])
    reading.dialect = c.dialect
    let problem = try #require(try opened(c.bytes, [reading]).problem)
    #expect(problem.what == c.defects[0])
    #expect(problem.kind == .badInput && !problem.remedy.isEmpty)
  }

  /// A character between two pieces of the file, and readings of both encodings.
  @Test func aLargeFileInAnotherEncoding() throws {
    var windows = Reading(format: .csv, header: ["a", "b"])
    windows.dialect.encoding = .windows1252
    let text =
      Array("a,b\n".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20 - 5) + Array("é,1\nü,2\n".utf8)
    let problem = try #require(try opened(text, [windows]).problem)
    #expect(problem.what.hasSuffix("the first character beyond ASCII is 'é' on line 2, at offset \(1 << 20 - 1)"))
    let both = try opened(Array("a,b\nHaïti,1\n".utf8), [windows, Reading(format: .csv, header: ["a", "b"])])
    #expect(both.fields == [["Haïti", "1"]])
    #expect(try opened(Array("a,b\nPeru,1\n".utf8), [windows]).fields == [["Peru", "1"]])
  }

  /// A line that begins as comments do, and has what records have: all fields, and a number behind the first.
  @Test func aCommentThatLooksLikeARecord() throws {
    var reading = Reading(format: .csv, header: ["a", "b", "c"])
    reading.dialect.comment = "#"
    let text =
      "# made on, 2025, 1\na,b,c\n#1 Street,x,1\ny,2,3\n# one, two, three\n# a \"quote, 1, 2\n#x,1\n#x,,1\nz,4,5\n#\n#w,\"6\",7"
    for size in [64, 256 << 10] {
      let found = try withFile(text) { path in
        outcome {
          try DialectReader(path: path, name: "t", dialect: reading.dialect, declared: reading.header, bufferSize: size)
        }
      }
      let why = "the line begins with '#', as comments do (read.comment), and has the fields of a record"
      #expect(found.defects == [why, nil, nil, why])
      #expect(found.rows.map(\.verbatim) == ["#1 Street,x,1", "y,2,3", "z,4,5", "#w,\"6\",7"])
    }
  }

  @Test("The Content-Type counts where nothing else names an encoding, and not against the bytes")
  func contentType() throws {
    let reading = Reading(format: .csv, header: ["a", "b"])
    func read(_ bytes: [UInt8], _ type: String?) throws -> Outcome {
      try withFile(bytes) { path in
        outcome { try Formats.open(path: path, name: "t", readings: [reading], contentType: type).reader }
      }
    }
    let bytes = Array("a,b\nHa".utf8) + [0xEF] + Array("ti,1\n".utf8)
    #expect(try read(bytes, "text/csv; charset=windows-1252").fields == [["Haïti", "1"]])
    #expect(try read(bytes, nil).defects != [nil])
    let text = Array("a,b\nHaïti,1\n".utf8)
    #expect(try read(text, "text/csv; charset=utf-8").fields == [["Haïti", "1"]])
    let problem = try #require(try read(text, "text/csv; charset=iso-8859-1").problem)
    #expect(problem.what == "the server says that the file is latin-1, and by its bytes it is UTF-8")
    #expect(problem.remedy.contains("encoding: utf-8"))
    #expect(try read(Array("a,b\nPeru,1\n".utf8), "text/csv; charset=iso-8859-1").fields == [["Peru", "1"]])
  }

  @Test("A record longer than 1 MiB is read where that is declared, also with an ignored column")
  func longRecords() throws {
    var bytes = Array("Name;Shape\nA;\"".utf8)
    bytes += [UInt8](repeating: UInt8(ascii: "x"), count: 3 << 20)
    bytes += Array("\"\"\"\nB;y\n".utf8)
    var reading = Reading(format: .csv, header: ["Name"], ignore: ["Shape"])
    reading.dialect.separator = UInt8(ascii: ";")
    let refused = try #require(try opened(bytes, [reading]).problem)
    #expect(refused.what.hasPrefix("record 1 (line 2) is longer than 1 MiB"))
    #expect(refused.remedy.contains("read.record_mib"))
    reading.dialect.recordSize = 4 << 20
    try withFile(bytes) { path in
      let reader = try Formats.open(path: path, name: "t", readings: [reading]).reader
      #expect(try reader.advance() && reader.advance())
      #expect(reader.fields[0].text == "B")
      #expect(reader.recordNumber == 2)
    }
  }

  @Test("Columns by pattern become records of one record number; a new year's column needs no word")
  func unpivot() throws {
    var reading = Reading(format: .csv, header: ["Country"], ignore: ["Note"])
    reading.unpivot = Unpivot(columns: #"\d{4}"#, name: "Year", value: "Persons")
    #expect(reading.rawNames == ["Country", "Year", "Persons"])
    let result = try opened("Country,2025,Note,2026\nHaiti,1,\"a\"\"b\",2\nPeru,3,,\nCuba,4\n", reading)
    #expect(result.problem == nil)
    #expect(
      result.fields.prefix(4) == [
        ["Haiti", "2025", "1"], ["Haiti", "2026", "2"], ["Peru", "2025", "3"], ["Peru", "2026", ""],
      ])
    #expect(result.rows.map(\.number) == [1, 1, 2, 2, 3])
    #expect(result.rows.map(\.verbatim).first == "Haiti,1,\"a\"\"b\",2")
    #expect(result.defects == [nil, nil, nil, nil, "2 fields, expected 4"])
    let drift = try #require(try opened("Country,2025,Sex\nHaiti,1,m\n", reading).problem)
    #expect(drift.what.contains("it has the unknown 'Sex'"))
    let none = try #require(try opened("Country,Note\nHaiti,1\n", reading).problem)
    #expect(none.what == "no column of the header matches read.unpivot.columns, '\\d{4}'")
    let twice = try #require(try opened("Country,2025,2025\nHaiti,1,2\n", reading).problem)
    #expect(twice.what == "two columns are named '2025', and read.unpivot makes records of both")
  }

  @Test("Of several readings each is tried in its own dialect")
  func severalReadings() throws {
    var semicolons = Reading(format: .csv, header: ["a", "b"])
    semicolons.dialect.separator = UInt8(ascii: ";")
    let commas = Reading(format: .csv, header: ["a", "b"])
    for text in ["a;b\n1;2\n", "a,b\n1,2\n"] {
      #expect(try opened(text, semicolons, commas).fields == [["1", "2"]])
    }
    let problem = try #require(try opened("a|b\n1|2\n", commas, semicolons).problem)
    #expect(problem.what.contains("one column with bars in it"))
    #expect(problem.remedy.contains("separator: '|'"))
  }

  @Test("Python's csv module reads the same", .enabled(if: PublicTool.installed("python3") != nil, "no python3"))
  func pythonReadsTheSame() throws {
    let program = """
      import csv, json, sys
      with open(sys.argv[1], encoding=sys.argv[2], newline='') as f:
          rows = list(csv.reader(f, strict=True, **json.loads(sys.argv[3])))
      sys.stdout.buffer.write('\\x1e'.join('\\x1f'.join(row) for row in rows).encode())
      """
    var random = SeededRandom.ofTest()
    let pieces = ["", "a", "7.5", "\"", ";", ",", "\n", " ", "é", "–", "\\", "\t", "long words"]
    for (delimiter, escape, encoding) in [
      (";", Dialect.Escape.doubled, TextEncoding.windows1252), ("\t", .doubled, .utf16), ("|", .backslash, .utf8),
    ] {
      let rows = (0..<40).map { _ in
        (0..<3).map { _ in
          (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
        }
      }
      let quoted = rows.map { row in
        row.map { cell in
          var cell = cell
          if escape == .backslash { cell = cell.replacing("\\", with: "\\\\") }
          return "\"" + cell.replacing("\"", with: escape == .doubled ? "\"\"" : "\\\"") + "\""
        }.joined(separator: delimiter)
      }
      let text = (["x\(delimiter)y\(delimiter)z"] + quoted).joined(separator: "\r\n") + "\r\n"
      var reading = Reading(format: .csv, header: ["x", "y", "z"])
      reading.dialect.separator = Array(delimiter.utf8)[0]
      reading.dialect.escape = escape
      reading.dialect.encoding = encoding
      let bytes: [UInt8] =
        switch encoding {
        case .utf16: Self.wide("\u{FEFF}" + text, big: false)
        case .windows1252: text.unicodeScalars.map { $0 == "–" ? 0x96 : UInt8($0.value) }
        default: Array(text.utf8)
        }
      let ours = try opened(bytes, [reading])
      #expect(ours.problem == nil)
      #expect(ours.fields == rows)
      try withFile(bytes) { path in
        let options =
          escape == .doubled
          ? "{\"delimiter\": \"\(delimiter == "\t" ? "\\t" : delimiter)\"}"
          : "{\"delimiter\": \"|\", \"escapechar\": \"\\\\\", \"doublequote\": false}"
        let codec = encoding == .windows1252 ? "cp1252" : encoding.rawValue
        let result = try PublicTool.run(
          PublicTool.installed("python3")!, ["-c", program, path, codec, options], in: "/tmp")
        #expect(result.status == 0, "\(result.err)")
        let theirs = result.out.split(separator: "\u{1E}", omittingEmptySubsequences: false).map {
          $0.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(theirs.dropFirst().elementsEqual(rows))
      }
    }
  }

  @Test("The publishers' faults are read as declared", .enabled(if: sharedFolder != nil, "no shared files"))
  func faults() throws {
    let folder = sharedFolder! + "/faults/csv/"
    func read(_ file: String, _ header: [String] = ["Country", "Persons"], _ change: (inout Reading) -> Void) -> Outcome
    {
      var reading = Reading(format: .csv, header: header)
      change(&reading)
      return outcome { try Formats.open(path: folder + file, name: file, readings: [reading]).reader }
    }
    let all = [
      read("c01_title_lines.csv") { $0.dialect.title = .until("Country,") },
      read("c01_title_lines.csv") { $0.dialect.title = .lines(3) },
      read("c02_semicolon_decimalcomma.csv") { $0.dialect.separator = UInt8(ascii: ";") },
      read("c03_cp1252.csv") { $0.dialect.encoding = .windows1252 },
      read("c11_trailing_comma.csv") { $0.dialect.hasTrailingSeparator = true },
      read("c13_total_row.csv") { $0.dialect.footer = ["Total", "Source:"] },
      read("c15_backslash_escape.csv") { $0.dialect.escape = .backslash },
      read("c26_no_header.csv") { $0.dialect.headerLines = 0 },
      read("c27_comment_lines.csv") { $0.dialect.comment = "#" },
      read("c30_tsv.tsv") { $0.dialect.separator = 9 },
      read("c32c_new_year.csv", ["Country"]) { $0.unpivot = Unpivot(columns: #"20\d\d"#, name: "Year", value: "n") },
    ]
    for result in all {
      #expect(result.problem == nil)
      #expect(!result.rows.isEmpty && result.defects.allSatisfy { $0 == nil })
    }
    #expect(all[3].fields == [["Haïti", "12"], ["Curaçao", "5"], ["Peru", "7"]])
    #expect(all[10].fields.map { $0[1] } == ["2023", "2024", "2025", "2026"])
    let undeclared = read("c03_cp1252.csv") { _ in }
    #expect(undeclared.defects[0]?.contains("byte 0xEF at position 3") == true)
  }

  /// Where records may be short, a short line below the footer may be one.
  @Test func aShortRecordBelowTheFooterIsNotLost() throws {
    func read(_ below: String, footer: [String] = ["Total"]) throws -> Outcome {
      var reading = Reading(format: .csv, header: ["a", "b", "c", "d"])
      (reading.dialect.allowsShortRecords, reading.dialect.footer) = (true, footer)
      return try opened("a,b,c,d\n1,2,3,4\n5,6,7\nTotal,8\n" + below, reading)
    }
    #expect(
      try read("9,10,11\n").problem?.what == "line 5 is below the footer and looks like a record: '9,10,11'")
    #expect(try read("Source: x, y\nnote\n").problem == nil)
    #expect(try read("Source: x, y, z\n", footer: ["Total", "Source"]).fields.count == 2)
  }
}
