/// Records of a dataset that a figure rests on, as the article's file declares them: `DATASET` or `DATASET where
/// CONDITION`.
///
/// All of a figure's lines together must be sufficient: over these records alone, its SQL gives the same value.
package struct FigureRecords: Equatable, Sendable {
  package var dataset: String
  /// A condition in SQL over the dataset's columns; nil for every record.
  package var condition: String?
  /// The article's file and the line.
  package var place: String

  package init(dataset: String, condition: String?, place: String) {
    self.dataset = dataset
    self.condition = condition
    self.place = place
  }

  /// As written, on one line.
  package var text: String { dataset + (condition.map { " where \($0)" } ?? "") }
}

extension ArticleReader {
  /// `records:` of a figure that has data.
  func records(_ value: YAMLValue) -> [FigureRecords] {
    guard let items = value.items() else { return [] }
    if items.isEmpty { value.report("is an empty list", remedy: "name what the SQL reads, or remove the key") }
    var all: [FigureRecords] = []
    for item in items {
      guard let text = item.text() else { continue }
      // A line that is folded in the file is shown on one line in messages.
      let line = text.split(whereSeparator: \.isNewline).map(\.trimmed).joined(separator: " ").trimmed
      guard let (dataset, condition) = SQLOutline.records(line) else {
        item.report(
          "'\(line.prefix(60))' does not name records",
          remedy: "write DATASET, or DATASET where CONDITION, for example: - some_dataset where year = 2024")
        continue
      }
      let records = FigureRecords(dataset: dataset, condition: condition, place: "\(file.path):\(item.line)")
      if all.contains(where: { $0.text == records.text }) {
        item.report("'\(line.prefix(60))' is given twice", remedy: "keep one of the two")
      }
      all.append(records)
    }
    return all
  }
}
