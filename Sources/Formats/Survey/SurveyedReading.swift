import Model

/// A way in which a file can be read, as its bytes suggest it.
package struct SurveyedReading: Sendable {
  package var reading: Reading
  /// What speaks for the choices that a person should look at, a sentence each.
  package var reasons: [String]

  /// Of whatever format: years that stand above columns become records, so that next year's column is no news.
  init(_ reading: Reading, _ reasons: [String] = []) {
    self.reading = reading
    self.reasons = reasons
    unpivotYears()
  }

  private mutating func unpivotYears() {
    let years = reading.header.filter(CellLook.isYear)
    guard years.count > 1, years.count < reading.header.count, Set(years).count == years.count,
      reading.dialect.headerLines == 1
    else { return }
    reading.unpivot = Unpivot(columns: #"\d{4}"#, name: "Year", value: "Value")
    reading.header.removeAll(where: CellLook.isYear)
    reasons.append("unpivot: the columns \(years[0]) to \(years[years.count - 1]) are years, and become a record each")
  }
}
