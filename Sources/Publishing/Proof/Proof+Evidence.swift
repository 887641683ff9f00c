extension Proof {
  /// Records of the publishers that a value rests on.
  package struct Evidence: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, Sendable {
      /// Declared under `records` of the figure.
      case declared
      /// Their sum is a cell.
      case sum
      /// The number of their distinct values is a cell.
      case distinct
      /// A cell that is computed from other columns.
      case derived
    }

    package var kind: Kind
    /// A line of the figure's `records`, or the column.
    package var subject: String
    /// The columns that a derived cell comes from.
    package var columns: [String]
    /// Of a cell: its value, which the records make, and the unit.
    package var value: String?
    package var unit: String?
    /// Why there is no record.
    package var note: String?
    /// How many records it rests on.
    package var count: Int
    /// All of them, by file, in the order of paths.
    package var numbers: [Numbers]
    /// SHA-256 over all of them: one line for each, in the order of the files' hashes and of their numbers, which is the
    /// file's SHA-256, a blank, the record's number, a blank, the SHA-256 of the record's text, and a line feed.
    package var sha256: String
    /// All of them, or the first and the largest ones.
    package var shown: [Record]

    package init(
      kind: Kind, subject: String, columns: [String], value: String?, unit: String? = nil,
      note: String? = nil, count: Int,
      numbers: [Numbers], sha256: String,
      shown: [Record]
    ) {
      self.kind = kind
      self.subject = subject
      self.columns = columns
      self.value = value
      self.unit = unit
      self.note = note
      self.count = count
      self.numbers = numbers
      self.sha256 = sha256
      self.shown = shown
    }

    /// True where the two rest on the same records and say the same, whichever later editions confirm them.
    func rests(onSameAs other: Evidence) -> Bool {
      sha256 == other.sha256 && subject == other.subject && value == other.value && note == other.note
    }
  }

  /// Records of one file by their numbers.
  package struct Numbers: Codable, Equatable, Sendable {
    package var file: String
    /// `1-3,7`.
    package var records: String

    package init(file: String, records: String) {
      self.file = file
      self.records = records
    }
  }

  /// One record with its address.
  package struct Record: Codable, Equatable, Sendable {
    package var file: String
    package var record: Int
    /// The edition that brought the row as it is, and its day.
    package var edition: String
    package var published: String
    /// A later edition that covers the row and left it as it is.
    package var confirmedBy: String?
    /// What it adds; nil where it adds nothing by itself.
    package var value: String?
    /// The record exactly as the publisher wrote it.
    package var text: String
    /// The values of its row that are ours instead of the publisher's, in words; nil where there are none.
    package var corrected: [String]?

    package init(
      file: String, record: Int, edition: String, published: String, confirmedBy: String?, value: String?, text: String,
      corrected: [String]? = nil
    ) {
      self.file = file
      self.record = record
      self.edition = edition
      self.published = published
      self.confirmedBy = confirmedBy
      self.value = value
      self.text = text
      self.corrected = corrected
    }
  }
}
