/// A row's key and name, computed once for all of its values.
struct RowIdentity {
  let key: [(column: String, value: Value)]
  let name: [KeyValue]

  init(_ row: [Value], key: RowKey, columns: [TableColumn]) {
    self.key = key.indices.map { (columns[$0].name, row[$0]) }
    name = key.name(row)
  }
}
