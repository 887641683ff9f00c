import Foundation
import Manifest
import Model
import TestTools
import Testing
import Words

@testable import Warehouse

/// Values that are read by a form that the contract declares.
@Suite struct WrittenFormTests {
  private static func read(_ column: Column, _ values: [String?]) throws -> NormalizedSample {
    var dataset = NormalizingTests.oneColumn(sql: "select x from raw")
    dataset.columns = [column]
    return try NormalizedSample(
      dataset, reader: ArrayReader(["x"], values.map { [$0] }), rawNames: ["x"], published: NormalizingTests.day)
  }

  private static func column(_ kind: Column.Kind, _ change: (inout Column) -> Void) -> Column {
    var column = Column(name: "x", kind: kind)
    change(&column)
    return column
  }

  @Test func decimalsAreWholeNumbersOfTheirLastUnit() throws {
    let column = Self.column(.integer) { $0.decimals = 2 }
    let sample = try Self.read(column, ["12", "0.3", "-1.25", "1.234", "12.300", "92233720368547758.08", "1,5"])
    #expect(sample.rows == [[.integer(-125)], [.integer(30)], [.integer(1200)], [.integer(1230)]])
    #expect(
      sample.quarantined.map(\.reason) == [
        "has more than 2 decimals, as the contract declares",
        "is too large: whole numbers are read from -9223372036854775808 to 9223372036854775807",
        "is not a number in the form that the contract declares",
      ])
    #expect(sample.quarantined.map(\.value) == ["1.234", "92233720368547758.08", "1,5"])
  }

  @Test func whatIsNotSaidIsNull() throws {
    let column = Self.column(.integer) {
      $0.isNullable = true
      $0.notSaid = ["", "n.d.", ".."]
    }
    let sample = try Self.read(column, ["1", "", "n.d.", "..", "n.a."])
    #expect(sample.rows == [[.integer(1)], [.null], [.null], [.null]] || sample.rows.count { $0 == [.null] } == 3)
    #expect(sample.quarantined.map(\.value) == ["n.a."])
    let text = try Self.read(Self.column(.text) { ($0.isNullable, $0.notSaid) = (true, ["-"]) }, ["-", "--"])
    #expect(Set(text.rows) == [[.null], [.text("--")]])
  }

  @Test func whatDoesNotFitIsTooLarge() throws {
    let sample = try Self.read(
      Column(name: "x", kind: .integer),
      [
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
        "00000000000000000000012", "1.5",
      ])
    #expect(sample.rows == [[.integer(.min)], [.integer(12)], [.integer(.max)]])
    let large = "is too large: whole numbers are read from -9223372036854775808 to 9223372036854775807"
    #expect(sample.quarantined.map(\.reason) == [large, large, "is not a whole number in digits alone"])
  }

  @Test func datesByTheirForms() throws {
    let forms = ["D/M/YYYY", "MONTH D, YYYY"].compactMap { DateForm($0) }
    let dates = try Self.read(
      Self.column(.date) { $0.dateForms = forms }, ["2/1/2025", "Feb. 1, 2025", "2025-01-02", ""])
    #expect(dates.rows == [[.text("2025-01-02")], [.text("2025-02-01")]])
    #expect(
      dates.quarantined.map(\.reason)
        == Array(repeating: "is not written as D/M/YYYY or MONTH D, YYYY, as the contract declares", count: 2))
    let months = try Self.read(
      Self.column(.month) { $0.dateForms = [DateForm("YYYY-Qq")!, DateForm("MONTH YYYY")!] }, ["2025-Q2", "mayo 2025"])
    #expect(months.rows == [[.text("2025-04")], [.text("2025-05")]])
    let years = try Self.read(Self.column(.year) { $0.dateForms = [DateForm("MM/YYYY")!] }, ["09/2025"])
    #expect(years.rows == [[.integer(2025)]])
    let late = try Self.read(
      Self.column(.date) {
        $0.dateForms = forms
        $0.isNotAfterPublished = true
      }, ["20/11/2025"])
    #expect(late.quarantined.map(\.reason) == ["lies after 2025-11-19, when the edition was published"])
  }

  @Test func boundsAndCategoriesHoldForWhatIsRead() throws {
    var form = NumberForm()
    form.thousands = [.point]
    let column = Self.column(.integer) {
      $0.numberForm = form
      ($0.minimum, $0.maximum) = (10, 2000)
    }
    let sample = try Self.read(column, ["1.204", "3.000", "9"])
    #expect(sample.rows == [[.integer(1204)]])
    #expect(sample.quarantined.map(\.value) == ["3.000", "9"])
  }

  /// A number of the file's format is no text: its point stands before decimals, whatever the publisher's texts look like.
  @Test func numbersOfTheFormatAreTakenAsTheyAre() throws {
    var form = NumberForm()
    (form.thousands, form.decimal) = ([.point], .comma)
    func read(
      _ sql: String, _ values: [String?], _ origins: [FieldOrigin], names: [String] = ["x"], decimals: Int? = 3
    ) throws -> NormalizedSample {
      var dataset = NormalizingTests.oneColumn(sql: sql)
      dataset.columns = [Self.column(.integer) { ($0.numberForm, $0.decimals) = (form, decimals) }]
      let reader = ArrayReader(names, [values])
      reader.origins = origins
      return try NormalizedSample(dataset, reader: reader, rawNames: names, published: NormalizingTests.day)
    }
    func only(_ sample: NormalizedSample) -> Value? { sample.rows.first?.first }
    for sql in ["select x from raw", "select trim(x) as x from raw", "select cast(x as real) as x from raw"] {
      #expect(only(try read(sql, ["1.234"], [.number])) == .integer(1234), "\(sql)")
    }
    #expect(only(try read("select x from raw", ["1.234"], [.text])) == .integer(1_234_000))
    #expect(only(try read("select trim(x) as x from raw", ["1.234"], [.text])) == .integer(1_234_000))
    #expect(only(try read("select x from raw", ["1.5E+2"], [.number])) == .integer(150_000))
    #expect(only(try read("select x from raw", ["1,204.5"], [.shown])) == .integer(1_204_500))
    let whole = try read("select x from raw", ["1.234"], [.number], decimals: nil)
    #expect(whole.quarantined.map(\.reason) == ["is not a whole number in digits alone"])
    // A computed text that is a number and a text of the record, and one that was sorted.
    let both = try read("select trim(x) as x from raw", ["1.234", "1.234"], [.number, .text], names: ["x", "y"])
    let sorted = try read("select x, _page, _record from raw order by x", ["1.234"], [.number])
    for sample in [both, sorted] {
      #expect(sample.quarantined.map(\.reason) == [ColumnBreach.numberOrText.reason])
    }
    #expect(only(try read("select x, _page, _record from raw order by x", ["7"], [.number])) == .integer(7000))
  }

  /// The rows of a fault file: its first column and its second.
  private static func faults(_ file: String) throws -> [[String]] {
    let path = PublicTool.root + "/../shared/faults/csv/" + file
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { line in
      var cells: [String] = [""]
      var isQuoted = false
      for letter in line {
        switch letter {
        case "\"": isQuoted.toggle()
        case "," where !isQuoted: cells.append("")
        default: cells[cells.count - 1].append(letter)
        }
      }
      return cells
    }
  }

  private static let hasFaults = FileManager.default.fileExists(atPath: PublicTool.root + "/../shared/faults/csv")

  @Test(
    "Each of 26 forms of numbers is read by a declared form, or is a defect with its value",
    .enabled(if: hasFaults, "no shared files"))
  func faultNumbers() throws {
    let rows = try Self.faults("c18_numbers.csv").map { Array($0.prefix(2)) }
    #expect(rows.count == 26)
    func readable(_ change: (inout NumberForm) -> Void) throws -> [String: Int64] {
      var form = NumberForm()
      change(&form)
      var read: [String: Int64] = [:]
      for row in rows {
        let sample = try Self.read(Self.column(.integer) { $0.numberForm = form }, [row[1]])
        if case .integer(let n)? = sample.rows.first?[0] {
          read[row[0]] = n
        } else {
          #expect(sample.quarantined.map(\.value) == [row[1]])
        }
      }
      return read
    }
    let plain: [String: Int64] = ["m": 12, "n": 12, "p": 7, "v": .max, "x": .min, "z": 12]
    #expect(try readable { _ in } == plain)
    let points = try readable { $0.thousands = [.point] }
    #expect(points == plain.merging(["g": 1204]) { a, _ in a })
    let most = try readable {
      $0.thousands = [.comma, .blank, .apostrophe, .underscore]
      $0.decimal = .point
      $0.negative = [.typographic, .parentheses, .trailing]
      ($0.hasExponent, $0.currency, $0.marks) = (true, ["$"], ["*", "[a]"])
    }
    #expect(try readable { $0.isPercent = true } == ["j": 12])
    #expect(
      most == [
        "a": -1204, "b": -1204, "c": -12, "d": 12, "e": 12, "f": 1204, "h": 12, "i": 1200, "k": 12, "l": -12,
        "m": 12, "n": 12, "p": 7, "r": 1204, "s": 1204, "v": .max, "x": .min, "y": 1204, "z": 12,
      ])
  }

  @Test(
    "Each of 15 forms of dates is read by a declared form, or is a defect with its value",
    .enabled(if: hasFaults, "no shared files"))
  func faultDates() throws {
    let rows = try Self.faults("c20_dates.csv").map { $0[0] }
    #expect(rows.count == 15)
    let forms = [
      "D/M/YYYY", "YYYY-MM-DDTTIME", "D-MONTH-YY", "MONTH D, YYYY", "SERIAL", "YYYY/MM/DD", "WEEKDAY, MONTH D, YYYY",
      "D.M.YYYY", "YYYY-MM-DD", "Dth MONTH YYYY", "YYYY-MM-DD TIME", "D MONTH YYYY",
    ]
    let sample = try Self.read(Self.column(.date) { $0.dateForms = forms.compactMap { DateForm($0) } }, rows)
    #expect(sample.rows.count == 12)
    #expect(sample.rows.allSatisfy { $0 == [.text("2025-02-01")] || $0 == [.text("2025-09-02")] })
    #expect(Set(sample.quarantined.map(\.value)) == ["20250201", "1er février 2025", "2025-02-30"])
    let packed = try Self.read(Self.column(.date) { $0.dateForms = [DateForm("YYYYMMDD")!] }, ["20250201"])
    #expect(packed.rows == [[.text("2025-02-01")]])
  }
}
