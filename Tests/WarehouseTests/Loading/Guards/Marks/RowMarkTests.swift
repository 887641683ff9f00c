import Manifest
import Model
import Testing

@testable import Warehouse

/// Rows below every percentage of the guards that vanish from closed periods, or change there.
@Suite struct RowMarkTests {
  /// A hundred places in each of the years 2022 (closed) to 2024 (open in May 2024).
  static func lines(without: Set<String> = [], changed: [String: Int] = [:]) -> String {
    (2022...2024).flatMap { year in
      (10..<110).map { (name: "\(year),P\($0),A", number: $0) }
    }.filter { !without.contains($0.name) }.map { "\($0.name),\(changed[$0.name] ?? $0.number)" }.joined(
      separator: "\n")
  }

  private static let days = ["2024-05-15", "2024-06-15", "2024-07-15", "2024-08-15"]

  /// The marks of the last edition.
  private func marks(
    _ editions: [String], _ values: ValueGuards = ValueGuards(), accepting accepted: Set<Int> = []
  ) throws -> [EditionMark] {
    let desk = try TestWarehouse(
      ValueGuardTests.dataset(values),
      Dictionary(uniqueKeysWithValues: editions.enumerated().map { ("\($0)", Fixture.rows($1)) }))
    let loaded = try desk.load(
      editions.indices.map { i in
        var edition = Fixture.edition(Self.days[i], "\(i)")
        if accepted.contains(i) {
          edition.acceptance = Decision(.accept, on: edition, reason: "so it is", decidedAt: "2024-09-01T00:00:00Z")
        }
        return edition
      })
    #expect(loaded.map(\.state) == editions.map { _ in .loaded }, "\(loaded.compactMap(\.heldBecause))")
    return try #require(loaded.last).marks
  }

  @Test func aRowThatIsGoneFromAClosedYearIsReported() throws {
    let marks = try marks([Self.lines(), Self.lines(without: ["2023,P42,A"])])
    #expect(marks.map(\.kind) == [.rowsGone])
    #expect(marks[0].kind.isReported)
    #expect(marks[0].records == 1)
    #expect(
      marks[0].text
        == "1 row of closed periods is gone (0.50%): fiscal_year=2023, place=P42, kind=A, which the edition of 2024-05-15 "
        + "has with events 42")
  }

  @Test func theHeaviestOfSeveralIsNamedAndTheYearsBeforeAreCounted() throws {
    let marks = try marks([
      Self.lines(), Self.lines(changed: ["2024,P10,A": 11]),
      Self.lines(without: ["2022,P42,A", "2023,P99,A"], changed: ["2024,P10,A": 11]),
    ])
    #expect(marks.map(\.kind) == [.rowsGone])
    #expect(marks[0].records == 2)
    #expect(
      marks[0].text
        == "2 rows of closed periods are gone (1.00%; no earlier edition lost any): the heaviest is fiscal_year=2023, place=P99, "
        + "kind=A, which the edition of 2024-05-15 has with events 99")
  }

  /// In a period that is still open it is said beside the numbers, and does not turn the exit code.
  @Test func aRowThatIsGoneFromAnOpenYearIsMarked() throws {
    let marks = try marks([Self.lines(), Self.lines(without: ["2024,P42,A"])])
    #expect(marks.map(\.kind) == [.openRowsGone])
    #expect(!marks[0].kind.isReported)
    #expect(
      marks[0].text
        == "1 row of periods that are still open is gone (1.00%): fiscal_year=2024, place=P42, kind=A, which the edition of "
        + "2024-05-15 has with events 42")
  }

  @Test func provisionalMonthsKeepAYearOpen() throws {
    let second = Self.lines(without: ["2023,P42,A"])
    #expect(try marks([Self.lines(), second], ValueGuards(provisionalMonths: 12)).map(\.kind) == [.openRowsGone])
  }

  /// Once a person took an edition without some rows, as many are ordinary; more are not.
  @Test func whatEarlierEditionsLostIsOrdinary() throws {
    let second = Self.lines(without: ["2022,P42,A"])
    let third = Self.lines(without: ["2022,P42,A", "2023,P42,A"])
    // Nobody accepted the first loss.
    #expect(try marks([Self.lines(), second, third]).map(\.kind) == [.rowsGone])
    #expect(try marks([Self.lines(), second, third], accepting: [1]) == [])
    let larger = Self.lines(without: ["2022,P42,A", "2022,P43,A"])
    let fewer = Self.lines(without: ["2022,P42,A", "2022,P43,A", "2023,P42,A"])
    #expect(try marks([Self.lines(), larger, fewer], accepting: [1]) == [])
    let most = Self.lines(without: ["2022,P42,A", "2022,P43,A", "2023,P42,A", "2023,P43,A", "2022,P44,A"])
    let marks = try marks([Self.lines(), larger, most], accepting: [1])
    #expect(marks.map(\.kind) == [.rowsGone])
    #expect(marks[0].text.contains("(1.52%; earlier editions lost 2 or 1.00% at most)"), "\(marks[0].text)")
  }

  @Test func theManifestMayCallItOrdinary() throws {
    let second = Self.lines(without: ["2023,P42,A", "2024,P42,A"])
    #expect(try marks([Self.lines(), second]).map(\.kind) == [.rowsGone, .openRowsGone])
    #expect(try marks([Self.lines(), second], ValueGuards(rowsGone: .init(closed: 0.5, open: 1))) == [])
    #expect(
      try marks([Self.lines(), second], ValueGuards(rowsGone: .init(closed: 0.49, open: 0.99))).map(\.kind)
        == [.rowsGone, .openRowsGone])
    #expect(try marks([Self.lines(), second], ValueGuards(rowsGone: .off)) == [])
  }

  @Test func aPeriodOutsideTheEditionLosesNothing() throws {
    let second =
      Self.lines().split(separator: "\n").filter { !$0.hasPrefix("2022") }.joined(separator: "\n") + "\n2025,P10,A,1"
    #expect(try marks([Self.lines(), second]) == [])
  }

  static let revising = ValueGuards(rowsRevised: .init(closed: 0, open: nil))

  @Test func aRevisedRowOfAClosedYearIsReportedWhereTheManifestAsks() throws {
    let second = Self.lines(changed: ["2023,P42,A": 43, "2023,P50,A": 49, "2024,P42,A": 43])
    #expect(try marks([Self.lines(), second]) == [])
    let marks = try marks([Self.lines(), second], Self.revising)
    #expect(marks.map(\.kind) == [.rowsRevised])
    #expect(marks[0].kind.isReported)
    #expect(marks[0].records == 2)
    #expect(
      marks[0].text
        == "2 rows of closed periods have other numbers (1.00%): the most in record 133: events of fiscal_year=2023, place=P42, "
        + "kind=A was 42 and is 43")
  }

  @Test func whatEarlierEditionsRevisedIsOrdinary() throws {
    let second = Self.lines(changed: ["2023,P42,A": 43, "2023,P50,A": 49])
    let third = Self.lines(changed: ["2023,P42,A": 42, "2023,P50,A": 49])
    #expect(try marks([Self.lines(), second, third], Self.revising).map(\.kind) == [.rowsRevised])
    #expect(try marks([Self.lines(), second, third], Self.revising, accepting: [1]) == [])
    let open = Self.lines(changed: ["2024,P42,A": 43])
    let marks = try marks([Self.lines(), open, third], Self.revising)
    #expect(marks[0].text.contains("(0.50%; no earlier edition changed any)"), "\(marks[0].text)")
  }

  static let adding = ValueGuards(rowsAdded: .init(closed: 0, open: nil))

  @Test func aRowThatComesToAClosedYearIsReportedWhereTheManifestAsks() throws {
    let second = Self.lines() + "\n2023,P900,A,42\n2022,P900,A,7\n2024,P900,A,100\n2025,P900,A,100"
    #expect(try marks([Self.lines(), second]) == [])
    let marks = try marks([Self.lines(), second], Self.adding)
    #expect(marks.map(\.kind) == [.rowsAdded])
    #expect(marks[0].kind.isReported)
    #expect(marks[0].records == 2)
    #expect(
      marks[0].text
        == "2 rows of closed periods are new (1.00%): the heaviest is record 301: fiscal_year=2023, place=P900, kind=A, with events "
        + "42")
    let open = try self.marks([Self.lines(), second], ValueGuards(rowsAdded: .init(closed: nil, open: 0.5)))
    #expect(open.map(\.kind) == [.openRowsAdded])
    #expect(!open[0].kind.isReported)
  }

  @Test func whatEarlierEditionsAddedIsOrdinary() throws {
    let second = Self.lines() + "\n2023,P900,A,42"
    let third = second + "\n2022,P900,A,42"
    #expect(try marks([Self.lines(), second, third], Self.adding).map(\.kind) == [.rowsAdded])
    #expect(try marks([Self.lines(), second, third], Self.adding, accepting: [1]) == [])
    let more = third + "\n2022,P901,A,42\n2023,P901,A,42"
    let marks = try marks([Self.lines(), second, more], Self.adding, accepting: [1])
    #expect(marks.first?.text.contains("(1.49%; earlier editions added 1 or 0.50% at most)") == true, "\(marks)")
  }

  /// Each number of a year is one more or one less than before, which moves no sum by two percent.
  private static func lines(oneOffIn year: Int, by more: Int = 1, except few: Int = 0) -> String {
    lines(
      changed: Dictionary(
        uniqueKeysWithValues: (10 + few..<110).map { ("\(year),P\($0),A", $0 % 2 == 0 ? $0 + more : $0 - more) }))
  }

  @Test func aYearWithNearlyAllNumbersOtherIsReported() throws {
    for (year, kind, period) in [
      (2023, EditionMark.Kind.rowsRevised, "closed periods"), (2024, .openRowsRevised, "periods that are still open"),
    ] {
      let marks = try marks([Self.lines(), Self.lines(oneOffIn: year)])
      #expect(marks.map(\.kind) == [kind])
      #expect(marks.first?.kind.isReported == true)
      #expect(marks.first?.records == 100)
      #expect(
        marks.first?.text
          == "100 rows of \(period) have other numbers (100.0%): the most in record \(year == 2023 ? 101 : 201): events of "
          + "fiscal_year=\(year), place=P10, kind=A was 10 and is 11")
      // Half of them is what publishers do.
      #expect(try self.marks([Self.lines(), Self.lines(oneOffIn: year, except: 50)]) == [])
      #expect(try self.marks([Self.lines(), Self.lines(oneOffIn: year, except: 49)]).map(\.kind) == [kind])
      #expect(try self.marks([Self.lines(), Self.lines(oneOffIn: year)], ValueGuards(rowsRevised: .off)) == [])
      // Where an earlier edition did so, and a person took it, it is ordinary.
      let all = [Self.lines(), Self.lines(oneOffIn: year), Self.lines()]
      #expect(try self.marks(all).map(\.kind) == [kind])
      #expect(try self.marks(all, accepting: [1]) == [])
    }
  }

  @Test func aFewRowsAreNoYear() throws {
    let few = (0..<9).map { "2024,P\($0),A,1\($0)" }
    let other = (0..<9).map { "2024,P\($0),A,1\($0 == 8 ? 7 : $0 + 1)" }
    #expect(try marks([few.joined(separator: "\n"), other.joined(separator: "\n")]) == [])
  }

  /// Where one number is too light for the share of a partition that is reported anyway.
  static let large = Dictionary(
    uniqueKeysWithValues: (10..<110).flatMap { i in [("2023,P\(i),A", 1_000 + i), ("2024,P\(i),A", 1_000 + i)] })

  @Test func aNumberThatLeapsIsReportedInAClosedYearAndMarkedInAnOpenOne() throws {
    let first = Self.lines(changed: Self.large)
    for (key, kind, period) in [
      ("2023,P42,A", EditionMark.Kind.leap, "closed periods"),
      ("2024,P42,A", .openLeap, "periods that are still open"),
    ] {
      for number in [1_570, 660] {
        let second = Self.lines(changed: Self.large.merging([key: number]) { $1 })
        let marks = try marks([first, second])
        #expect(marks.map(\.kind) == [kind])
        #expect(marks.first?.kind.isReported == (kind == .leap))
        #expect(
          marks.first?.text
            == "1 number of \(period) changed by more than 50%: events of fiscal_year=\(key.prefix(4)), place=P42, kind=A was 1,042 "
            + "and is \(number == 660 ? "660" : "1,570")")
      }
      // Half as much again is a revision, and so is what the manifest says.
      #expect(try marks([first, Self.lines(changed: Self.large.merging([key: 1_560]) { $1 })]) == [])
      let second = Self.lines(changed: Self.large.merging([key: 1_900]) { $1 })
      #expect(try marks([first, second], ValueGuards(leaps: .init(closed: 100, open: 100))) == [])
      #expect(try marks([first, second], ValueGuards(leaps: .off)) == [])
    }
  }

  /// Counts under 20 double by chance.
  @Test func aSmallCountDoesNotLeap() throws {
    #expect(try marks([Self.lines(), Self.lines(changed: ["2023,P10,A": 19])]) == [])
    #expect(try marks([Self.lines(), Self.lines(changed: ["2023,P10,A": 20])]).map(\.kind) == [.leap])
  }
}
