import Words

/// The attributes of a cell, a row, a table or a tag: `scope="row" data-sort-value= 2026-1-23`.
struct WikitextAttributes {
  /// Whether a reader of the page can see the element with these attributes.
  enum Sight: Equatable {
    case seen
    /// Hidden or struck out.
    case unseen
    /// Something may hide or change it, or is not an attribute at all.
    case unclear(String)
  }

  /// Lower-case names and their values as written, without quotes; nil for a name without a value.
  private(set) var values: [(name: String, value: [UInt8]?)] = []
  /// True if there is a template, a tag or a link among the attributes, which could produce any attribute.
  private(set) var hasMarkup = false

  init(_ range: Range<Int>, _ markup: WikitextMarkup) {
    var bytes: [UInt8] = []
    var i = range.lowerBound
    while i < range.upperBound {
      if let construct = markup.construct(at: i) {
        hasMarkup = hasMarkup || construct.kind != .comment
        i = construct.end
      } else {
        bytes.append(markup.bytes[i])
        i += 1
      }
    }
    var rest = bytes[...]
    func skipBlanks() { rest = rest.drop(while: \.isBlank) }
    while true {
      rest = rest.drop { $0.isBlank || $0 == UInt8(ascii: "=") }
      guard !rest.isEmpty else { return }
      let key = rest.prefix { !$0.isBlank && $0 != UInt8(ascii: "=") }
      rest = rest.dropFirst(key.count)
      skipBlanks()
      let name = String(decoding: key, as: UTF8.self).lowercased()
      guard rest.first == UInt8(ascii: "=") else {
        values.append((name, nil))
        continue
      }
      rest = rest.dropFirst()
      skipBlanks()
      let value: ArraySlice<UInt8>
      if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        value = rest.dropFirst().prefix { $0 != quote }
        rest = rest.dropFirst(value.count + 2)
      } else {
        value = rest.prefix { !$0.isBlank }
        rest = rest.dropFirst(value.count)
      }
      values.append((name, Array(value)))
    }
  }

  /// The value of an attribute as text; nil if it is missing or has no value. If it occurs twice, the last one counts,
  /// as in MediaWiki.
  subscript(name: String) -> [UInt8]? {
    values.last { $0.name == name.lowercased() && $0.value != nil }?.value.map {
      WikitextPlain.singleBlanks(HTMLReference.decoded($0))
    }
  }

  /// For a tag within a cell, where a class may have any effect.
  var sightOfTag: Sight {
    sight(classes: { ["nowrap", "nobold", "plainlinks"].contains($0) }, ["title", "lang", "id", "color", "face"])
  }

  /// For a cell, a row or a table.
  var sightOfCell: Sight {
    let hiding: Set<String> = [
      "hidden", "hiddenstructure", "nomobile", "noscreen", "sortkey", "metadata", "navbox", "sr-only", "visuallyhidden",
      "screen-reader-only", "mw-empty-elt",
    ]
    return sight(
      classes: { !hiding.contains($0) },
      [
        "title", "lang", "id", "scope", "rowspan", "colspan", "align", "valign", "width", "height", "bgcolor", "abbr",
        "headers", "border", "cellpadding", "cellspacing", "rules", "summary",
      ])
  }

  private func sight(classes isPlain: (String) -> Bool, _ plainNames: Set<String>) -> Sight {
    if hasMarkup { return .unclear("markup among the attributes") }
    for (name, value) in values {
      let text = value.map { String(decoding: HTMLReference.decoded($0), as: UTF8.self) }
      if name == "nowrap" || name.hasPrefix("data-") || name.hasPrefix("aria-") { continue }
      guard let text else { return .unclear("'\(name)' where attributes are expected") }
      switch name {
      case "style":
        let sight = WikitextStyle.sight(of: text)
        if sight != .seen { return sight }
      case "class":
        for part in text.lowercased().split(whereSeparator: \.isWhitespace) where !isPlain(String(part)) {
          return .unclear("the class '\(part)'")
        }
      default:
        if !plainNames.contains(name) { return .unclear("the attribute '\(name)'") }
      }
    }
    return .seen
  }
}
