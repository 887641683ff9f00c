import Model

/// The columns of a table on a sheet, and how each is read.
struct TableColumns {
  struct Column {
    /// The column on the sheet, from 1.
    var place: Int
    var isIgnored: Bool
    var isAsShown: Bool
    var isFilled: Bool
    /// Whether the contract reads its numbers as days since 1900.
    var isSerial: Bool
    /// The columns with the same number have the values of one column of the records.
    var scale: Int
    /// The marks of footnotes that the contract declares of its numbers.
    var marks: Set<String>
    /// Whether raised letters are text like any other.
    var isProse: Bool
    /// The errors that mean NULL.
    var errors: [String]
  }

  let columns: [Column]

  init(_ head: SheetHeader, _ reading: Reading) {
    let choice = ColumnChoice(head.names, reading)
    let (ignored, pivoted) = (Set(choice.ignored), Set(choice.pivoted))
    columns = head.columns.enumerated().map { i, place in
      let field = choice.kept.firstIndex(of: i)
      // What is declared of the values of an unpivoted table is declared of their column.
      let name = pivoted.contains(i) ? reading.unpivot?.value ?? "" : head.names[i]
      return Column(
        place: place, isIgnored: ignored.contains(i), isAsShown: reading.sheet.asShown.contains(name),
        isFilled: reading.sheet.fillMerged.contains(name), isSerial: reading.sheet.serials.contains(name),
        scale: pivoted.contains(i) ? -1 : i, marks: Set(reading.formMarks[name] ?? []),
        isProse: reading.prose.contains(name),
        errors: field.flatMap { reading.sheet.errors.indices.contains($0) ? reading.sheet.errors[$0] : nil } ?? [])
    }
  }

  /// The columns on the sheet whose merged cells are filled.
  var filled: [Column] { columns.filter(\.isFilled) }
}
