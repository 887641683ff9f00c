import Model

extension DatasetManifest {
  package var keyIndices: [Int] { key.map { name in columns.firstIndex { $0.name == name }! } }

  /// The columns whose changes are measured: integers that are neither key nor partition.
  package var measuredIndices: [Int] {
    columns.indices.filter {
      columns[$0].kind == .integer && !key.contains(columns[$0].name) && !partition.contains(columns[$0].name)
    }
  }

  /// The measured columns whose sums the guards weigh. For people, see ``addedIndices``.
  package var summedIndices: [Int] { measuredIndices.filter { columns[$0].isWeighed } }

  /// The measured columns that may be added up over the rows of a partition.
  package var addedIndices: [Int] { measuredIndices.filter { adds($0, over: key.filter { !partition.contains($0) }) } }

  /// Whether a column's numbers may be added up over rows that differ in some columns of the key.
  package func adds(_ i: Int, over names: [String]) -> Bool {
    let kinds = columns.filter { names.contains($0.name) }.map(\.kind)
    func isTime(_ kind: Column.Kind) -> Bool { kind == .date || kind == .month || kind == .year }
    return (columns[i].adds ?? .never).covers(time: kinds.contains(where: isTime), places: !kinds.allSatisfy(isTime))
  }

  /// The text columns that name the codes of another column, each code with a name of its own: as `names` declares, or by the
  /// names of the columns, `country_name` beside `country_code` or `country`.
  package var labels: [(label: Int, code: Int)] {
    columns.indices.compactMap { i in
      let column = columns[i]
      guard column.kind == .text, !key.contains(column.name) else { return nil }
      switch column.names {
      case Column.LabelRule.none?: return nil
      case .column(let name)?: return columns.firstIndex { $0.name == name }.map { (i, $0) }
      case nil:
        guard column.name.hasSuffix("_name") else { return nil }
        let stem = column.name.dropLast("_name".count)
        let code = columns.firstIndex { $0.name == "\(stem)_code" || $0.name == stem }
        return code.flatMap { key.contains(columns[$0].name) ? (i, $0) : nil }
      }
    }
  }

  /// The columns for a comparison of two states of the rows. The headline number is the measure of the dataset's
  /// figure, or else the first number.
  package var compared: ComparedColumns {
    let measured = measuredIndices
    let tableColumns = columns.indices.map { i in
      let column = columns[i]
      let kind = TableColumn.Kind(rawValue: column.kind.rawValue) ?? .text
      // A number in the key or the partition identifies rows, as a text does.
      return TableColumn(
        name: column.name, kind: kind == .integer && !measured.contains(i) ? .text : kind, unit: column.unit,
        description: column.description ?? "", adds: column.adds)
    }
    let headline = figure.flatMap { figure in columns.firstIndex { $0.name == figure.measure } }
    return ComparedColumns(tableColumns, headline: headline ?? measured.first)
  }
}
