import Model

/// What the data says of each number and date of a draft, in the draft's order.
package struct DraftReport: Sendable {
  package enum Verdict: String, CaseIterable, Encodable, Sendable {
    /// The data has it, of what the sentence speaks of.
    case right
    /// What the sentence speaks of has another value.
    case wrong
    /// Values of the data that it may mean.
    case looksLike = "looks like"
    case nothing
  }

  /// A cell of a table or dataset, or several that are added up or compared.
  package struct Cell: Sendable {
    /// A table's or dataset's name.
    package var source: String
    package var isTable: Bool
    package var column: String
    package var unit: String?
    /// The columns that name its row, with their values: those that all of its rows share.
    package var key: [(column: String, value: String, isNumber: Bool)]
    /// The values that its rows were chosen by, by column; those of years are numbers.
    package var conditions: [(column: String, values: [String], isNumber: Bool, isTime: Bool)] = []
    /// In the column's unit; what is computed is in its own.
    package var value: ExactNumber?
    /// The value of a cell that is a date.
    package var date: String?
    package var edition: String
    package var rowCount: Int
    /// Of what is computed from cells: percent change, share, difference, ratio.
    package var derivation: String?
  }

  package struct Entry: Sendable {
    /// As written.
    package var text: String
    /// The number of characters (Unicode scalars) of the file before it.
    package var offset: Int
    /// Its place in the prose, without the markup.
    package var scalars: Range<Int>
    package var place: DraftText.Place
    /// The words around it that it is read with.
    package var phrase: String
    package var isDate: Bool
    /// A statement in words: a record, most of.
    package var isClaim: Bool
    package var verdict: Verdict
    /// The likeliest first.
    package var cells: [Cell]
    /// Why it is not plainly right, in a few words.
    package var why: String?
    /// The number as printed; nil for a date or words.
    package var number: ExactNumber?
    /// The sentence, on one line.
    package var sentence: String
  }

  package var entries: [Entry]
  /// The sources that are too large to be looked through for all of the draft.
  package var unfinished: [String]

  package func count(_ verdict: Verdict) -> Int { entries.count { $0.verdict == verdict } }

  /// Compares a draft with all of the data.
  ///
  /// - Parameter today: the day relative to which "Saturday" and "in October" are read.
  package init(_ draft: DraftText, sources: [FactSource], today: Day) {
    let check = DraftCheck(draft, sources: sources, today: today)
    (entries, unfinished) = check.report()
  }
}
