/// What one keyed row rests on.
package struct RowEvidence: Sendable {
  package var dataset: String
  /// Its number in the dataset's file of curated rows, from 1.
  package var record: Int
  /// The values of the dataset's key, in its order.
  package var key: [String]
  package var state: EvidenceState
  /// Who said it, what, and on which day, as the row says it.
  package var source: String?
  package var said: String?
  package var reportedOn: String?
  /// What is known of that day where it is not plain: a month, a year, the day of a copy.
  package var reportedText: String?
  package var kind: SourceKind?
  /// Where the source was read, as the row says it; several are separated by semicolons.
  package var address: String?
  /// Page or paragraph, as the row says it.
  package var locator: String?
  /// The source's words: from the row, or, where only their hash is in it, from the archived document.
  package var quote: String?
  /// The document in which the words stand.
  package var archived: ArchivedDocument?
  /// Where they stand in it: `page 3, character 120`.
  package var place: String?
  /// Of an anchored row: whether it has a number or a day, which the words say. What is only said in words a person compares.
  package var isCompared = true
  /// Why the row cannot be used: its words are not in the document, or its value is not in the words.
  package var problem: Problem?
  /// In a few words, what speaks against the row in a document that is here; nil where none does.
  package var contradiction: String?

  /// Why an archived document of its address does not anchor it, which does not keep the row from being loaded: it is damaged, has no
  /// words, or is a later copy of a page that has changed. Nil where the words were found.
  package var remark: Problem?

  package init(dataset: String, record: Int, key: [String], state: EvidenceState) {
    self.dataset = dataset
    self.record = record
    self.key = key
    self.state = state
  }
}
