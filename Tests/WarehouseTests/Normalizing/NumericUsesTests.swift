import Manifest
import Model
import Testing
import Words

@testable import Warehouse

/// What `normalize.sql` calculates with is a number, or the record is defective.
@Suite struct NumericUsesTests {
  private static func names(_ sql: String) -> String {
    NumericUses.checked(sql).replacing(NumericFunctions.numberOrBlank, with: "B").replacing(
      NumericFunctions.number, with: "N"
    )
    .replacing(NumericFunctions.sortable, with: "S")
  }

  @Test(arguments: [
    ("select a * 1000 as a from raw", "select N(a) * 1000 as a from raw"),
    ("select raw.a+\"b c\" as a", "select N(raw.a)+N(\"b c\") as a"),
    ("select -a, - 5, 2-a", "select -N(a), - 5, 2-N(a)"),
    ("select a || b * 2", "select N(a || b) * 2"),
    ("select cast(a as integer), cast(a || 'x' as real)", "select cast(N(a) as integer), cast(N(a || 'x') as real)"),
    (
      "select cast(a as text), a || '*', '1+1', \"x*y\" -- 1+a",
      "select cast(a as text), a || '*', '1+1', \"x*y\" -- 1+a"
    ),
    ("select sum(a), sum(distinct a), count(*), count(a)", "select sum(N(a)), sum(distinct N(a)), count(*), count(a)"),
    ("select sum(a) over (partition by b) * 2", "select N(sum(N(a)) over (partition by b)) * 2"),
    ("select round(coalesce(a, b), 1)", "select round(N(coalesce(a, b)), 1)"),
    ("select max(a), min(a, b) from raw", "select max(S(a)), min(S(a), S(b)) from raw"),
    ("select case when b then a else 0 end * 2", "select N(case when b then a else 0 end) * 2"),
    (
      "select x.* from raw x where a > 100 and b <= '2' and 3 < c",
      "select x.* from raw x where N(a) > 100 and b <= '2' and 3 < N(c)"
    ),
    ("select a from raw where a not between 1 and 5", "select a from raw where N(a) not between 1 and 5"),
    (
      "select row_number() over (order by cast(a as integer) desc), cast(a as integer)",
      "select row_number() over (order by cast(B(a) as integer) desc), cast(N(a) as integer)"
    ),
    ("select nearest ->> 'meters' <= 20000", "select N(nearest ->> 'meters') <= 20000"),
    ("select printf('%05d %s', a, b), printf('%s', a)", "select printf('%05d %s', N(a), b), printf('%s', a)"),
    ("select (select a) * 2, (a + b) * 3", "select N((select a)) * 2, N((N(a) + N(b))) * 3"),
    ("select a collate nocase * 2 /* a*b */", "select N(a collate nocase) * 2 /* a*b */"),
    ("select * from raw", "select * from raw"),
  ])
  func whatIsChecked(sql: String, checked: String) { #expect(Self.names(sql) == checked) }

  private static func dataset(_ sql: String, _ form: (inout NumberForm) -> Void = { _ in }) -> DatasetManifest {
    var dataset = NormalizingTests.oneColumn(sql: sql)
    var column = Column(name: "x", kind: .integer, isNullable: true)
    var number = NumberForm()
    form(&number)
    (column.numberForm, column.notSaid) = (number, ["n.d."])
    dataset.columns = [column]
    return dataset
  }

  private static func read(
    _ dataset: DatasetManifest, _ values: [String?], _ origin: FieldOrigin? = nil
  ) throws -> NormalizedSample {
    let reader = ArrayReader(["x"], values.map { [$0] })
    if let origin { reader.origins = [origin] }
    return try NormalizedSample(dataset, reader: reader, rawNames: ["x"], published: NormalizingTests.day)
  }

  /// SQLite would take the digits at the front.
  @Test(arguments: ["1,200", "12%", "(5)", "$5", "−5", "1 234", "5-", "n.d.", ""])
  func whatIsNoNumberIsADefect(text: String) throws {
    for sql in ["x * 1000", "cast(x as integer)", "abs(x)", "-x", "1 + x", "round(x)"] {
      let sample = try Self.read(Self.dataset("select \(sql) as x from raw"), ["7", text])
      #expect(sample.rows.count == 1, "\(sql)")
      let reason = try #require(sample.quarantined.first?.reason)
      #expect(reason.hasPrefix("normalize.sql calculates with \"\(text)\", which is not a plain number; "))
      #expect(reason.contains("as_written(x, 'COLUMN')"))
    }
  }

  @Test func whatIsANumberIsCalculatedWithAsBefore() throws {
    let sample = try Self.read(
      Self.dataset("select cast(x * 2 as integer) as x from raw"), ["7", " 8 ", "-1.5", "1e2", nil])
    #expect(Set(sample.rows) == [[.integer(14)], [.integer(16)], [.integer(-3)], [.integer(200)], [.null]])
    #expect(sample.quarantined.isEmpty)
  }

  /// A guard in SQL holds: what it keeps from the calculation is no defect.
  @Test func whatACaseKeepsOutIsNotCalculatedWith() throws {
    let sample = try Self.read(
      Self.dataset("select case when x glob '*[^0-9]*' then null else cast(x as integer) end as x from raw"),
      ["7", "7+"])
    #expect(sample.rows == [[.null], [.integer(7)]])
  }

  @Test func aRecordThatTheStatementLeavesOutIsADefectToo() throws {
    let sample = try Self.read(Self.dataset("select x from raw where x + 0 > 5"), ["7", "1,200", "9"])
    #expect(sample.rows == [[.integer(7)], [.integer(9)]])
    #expect(sample.quarantined.map(\.record) == [2])
  }

  /// Where SQLite collects the records, nobody knows whose text it is.
  @Test(arguments: ["sum(x)", "total(x)", "avg(x)", "max(x)"])
  func aSumOfWhatIsNoNumberIsAnError(call: String) throws {
    let problem = try #require(throws: Problem.self) {
      try Self.read(Self.dataset("select \(call) as x, _page, _record from raw"), ["1,200", "10,000"])
    }
    #expect(problem.place == "Pipelines/tests/things/normalize.sql")
    #expect(problem.what.contains("1,200"))
    #expect(problem.remedy.contains("as_written"))
  }

  @Test func theLargestOfTextsIsOneOfYearsOrDates() throws {
    let years = try Self.read(Self.dataset("select max(x) as x, _page, _record from raw"), ["2023", "2025", "2024"])
    #expect(years.rows == [[.integer(2025)]])
    #expect(throws: Problem.self) {
      try Self.read(Self.dataset("select max(x) as x, _page, _record from raw"), ["12", "7"])
    }
  }

  @Test func asWrittenReadsTheDeclaredForm() throws {
    let dataset = Self.dataset("select as_written(x, 'x') * 2 as x from raw") {
      $0.thousands = [.point]
      $0.negative = [.parentheses]
    }
    let sample = try Self.read(dataset, ["1.200", "(5)", "n.d.", "1,2"])
    #expect(sample.rows == [[.null], [.integer(-10)], [.integer(2400)]])
    #expect(sample.quarantined.map(\.record) == [4])
    // A number of the file is the number that it is.
    #expect(try Self.read(dataset, ["1.0"], .number).rows == [[.integer(2)]])
    let summed = Self.dataset("select sum(as_written(x, 'x')) as x, _page, _record from raw") {
      $0.thousands = [.comma]
    }
    #expect(try Self.read(summed, ["1,200", "5", "n.d."]).rows == [[.integer(1205)]])
  }

  /// 1.000 may be a thousand: SQLite would take it for 1.
  @Test func aPointBetweenThousandsIsNoDecimalPoint() throws {
    let dataset = Self.dataset("select x * 2 as x from raw") { $0.thousands = [.point] }
    let sample = try Self.read(dataset, ["1.000"])
    #expect(sample.rows.isEmpty && sample.quarantined.count == 1)
    #expect(try Self.read(dataset, ["1.0"], .number).rows == [[.integer(2)]])
  }

  @Test func asWrittenOfADecimalKeepsItsDecimals() throws {
    var dataset = Self.dataset("select as_written(x, 'x') as x from raw") {
      ($0.thousands, $0.decimal) = ([.point], .comma)
    }
    dataset.columns[0].decimals = 2
    #expect(try Self.read(dataset, ["1.200,55"]).rows == [[.integer(120_055)]])
    dataset.normalizeSQL = "select as_written(x, 'y') as x from raw"
    let problem = try #require(throws: Problem.self) { try Self.read(dataset, ["1"]) }
    #expect(problem.what.contains("'y' is no column of numbers in the contract, whose are x"))
  }

  private static func two(_ sql: String, _ rows: [[String?]]) throws -> NormalizedSample {
    var dataset = NormalizingTests.oneColumn(sql: sql)
    dataset.columns = [Column(name: "a", kind: .text), Column(name: "b", kind: .text)]
    dataset.key = ["a"]
    return try NormalizedSample(
      dataset, reader: ArrayReader(["id", "n"], rows), rawNames: ["id", "n"], published: NormalizingTests.day)
  }

  /// What the publisher's program put together of several files.
  @Test func aHeaderOrAMarkInTheMiddleIsNoRecord() throws {
    let sample = try Self.two(
      "select id as a, n as b from raw", [["x", "1"], ["id", "n"], ["\u{FEFF}y", "2"], ["id", "2"]])
    #expect(sample.rows.count == 2)
    #expect(sample.quarantined.map(\.record) == [2, 3])
    #expect(sample.quarantined.map(\.reason).contains("the record repeats the header"))
    // One in another order says that the records below it are, too.
    let turned = try Self.two("select id as a, n as b from raw", [["x", "1"], ["n", "id"], ["2", "y"]])
    #expect(turned.rows.count == 1 && turned.quarantined.map(\.record) == [2, 3])
    // A statement may leave repeated headers out.
    let filtered = try Self.two("select id as a, n as b from raw where id <> 'id'", [["x", "1"], ["id", "n"]])
    #expect(filtered.rows.count == 1 && filtered.quarantined.isEmpty)
  }
}
