import Model
import Words

// `prose` in dataset.yaml: how prose speaks of the dataset's rows.
extension DatasetReader {
  func prose(_ value: YAMLValue, _ columns: [Column]) -> ProseWords {
    var prose = ProseWords()
    guard let map = YAMLMap(value, keys: ["about", "needs", "words", "unsaid", "whole"]) else { return prose }
    prose.about = map["about"]?.texts(orOne: true) ?? []
    prose.needed = map["needs"]?.texts(orOne: true) ?? []
    prose.unsaid = map["unsaid"]?.texts(orOne: true) ?? []
    for name in prose.unsaid where !columns.contains(where: { $0.name == name && $0.kind == .integer }) {
      let names = columns.filter { $0.kind == .integer }.map(\.name)
      map["unsaid"]?.report(
        "'\(name)' is no column of numbers",
        remedy: Suggestion.question(name, among: names) + "Those are: \(names.joined(separator: ", "))")
    }
    if let words = map["words"].flatMap({ YAMLMap($0, expected: "a mapping of columns") }) {
      for entry in words.entries {
        guard let column = column(entry, columns) else { continue }
        if column.kind == .integer {
          prose.columns[column.name] = entry.value.texts(orOne: true) ?? []
        } else if let values = YAMLMap(entry.value, expected: "a mapping of the column's values (VALUE: [words])") {
          for value in values.entries {
            prose.values[column.name, default: [:]][value.key] = value.value.texts(orOne: true) ?? []
          }
        }
      }
    }
    if let wholes = map["whole"].flatMap({ YAMLMap($0, expected: "a mapping (column: value)") }) {
      for entry in wholes.entries {
        guard let column = column(entry, columns), let text = entry.value.text() else { continue }
        prose.wholes[column.name] = text
      }
    }
    return prose
  }

  private func column(_ entry: YAMLMap.Entry, _ columns: [Column]) -> Column? {
    if let column = columns.first(where: { $0.name == entry.key && ($0.kind == .integer || $0.kind == .text) }) {
      return column
    }
    let names = columns.filter { $0.kind == .integer || $0.kind == .text }.map(\.name)
    entry.value.report(
      "'\(entry.key)' is no column of numbers or texts",
      remedy: Suggestion.question(entry.key, among: names) + "Those are: \(names.joined(separator: ", "))")
    return nil
  }
}
