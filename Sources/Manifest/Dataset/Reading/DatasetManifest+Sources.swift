extension DatasetManifest {
  /// Of each column, the publisher's columns that `normalize.sql` names for it, in order; nil where its SELECT list is not one over the records
  /// themselves, so that only the SQL says it.
  package var sources: [String: [String]]? {
    let sql = SQLRelations(normalizeSQL)
    let top = sql.tokens.filter { $0.depth == 0 && $0.text != ";" }
    guard sql.relations == ["raw"], top.first?.text == "select", let from = top.first(where: { $0.text == "from" }),
      !top.contains(where: { ["union", "except", "intersect"].contains($0.text) })
    else { return nil }
    let names = Dictionary(Set(readings.flatMap(\.rawNames)).map { ($0.lowercased(), $0) }) { first, _ in first }
    let list = sql.tokens.dropFirst().prefix { $0.range.lowerBound < from.range.lowerBound }
    var found: [String: [String]] = [:]
    for item in list.split(whereSeparator: { $0.text == "," && $0.depth == 0 }) {
      guard let name = item.last, name.isWord else { return nil }
      var own: [String] = []
      // The last word is our name, except where the publisher's column is taken under its own.
      for (i, token) in zip(item.indices, item) where token.isWord && (item.count == 1 || i != item.indices.last) {
        let isCalled = i + 1 < item.endIndex && item[i + 1].text == "("
        if !isCalled, let source = names[token.text.lowercased()], !own.contains(source) { own.append(source) }
      }
      found[name.text.lowercased()] = own
    }
    return found
  }
}
