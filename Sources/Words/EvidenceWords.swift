import Model

extension RowEvidence {
  /// Who said what, when, and where it was read, as the row says it: without its state, which a later document may change.
  package var words: String {
    let who = source ?? key.filter { !$0.isEmpty }.joined(separator: ", ")
    let day = dateWords.map { ", \($0)" } ?? ""
    let read = [kind?.words, address, locator].compactMap(\.self).joined(separator: ", ")
    return who + day + (said.map { ": \($0)" } ?? "") + (read.isEmpty ? "" : " (\(read))")
  }
}

extension RowEvidence {
  /// When its source said so, as precisely as that is known: a day, or what the row says where it is not plain.
  package var dateWords: String? {
    reportedText.map(DateWords.within) ?? reportedOn.flatMap { Day($0) }?.words
  }
}

extension ArchivedDocument {
  /// Whether its server, or a web archive, answered with it: then its day is that of the answer.
  package var wasFetched: Bool { mediaType != nil }

  /// What it is, and of which day: `transcribed copy of https://..., published Nov. 24, 2025`.
  package var words: String {
    let day = published.words
    let when =
      capture != nil ? "as a web archive copied it on \(day)" : wasFetched ? "as it was on \(day)" : "published \(day)"
    return "\(kind.rawValue) of \(source), \(when)" + (redirectedTo.map { ", redirected to \($0)" } ?? "")
  }
}

extension RowEvidence {
  /// Whether a reader can see the source again, in a few words.
  package var shelf: String {
    if let problem { return "not as its document has it: \(problem.what)" }
    var words = state.shelf
    if state == .anchored, let archived {
      if archived.kind == .transcribed { words = "archived as a transcribed copy, with its words" }
      if archived.wasFetched { words += ", as it was on \(archived.published.words)" }
      if !isCompared { words += "; no number or day to compare with them" }
    }
    // Why is for who runs the program, and may be of this machine.
    return words + (remark == nil ? "" : "; what is archived of it does not have the words, or cannot be read")
  }
}

extension SourceKind {
  /// What was read, to a reader.
  package var words: String {
    switch self {
    case .officialOriginal: "the official original"
    case .originalRead: "the source’s own page"
    case .copy: "a copy of the original"
    case .secondary: "a secondary source"
    case .undatedCopy: "an undated copy"
    }
  }
}

extension FigureSupport {
  /// A verdict with what must be said beside it: `holds, by hand, by a copy`.
  package func beside(_ verdict: String) -> String { [verdict, qualifier].compactMap(\.self).joined(separator: ", ") }

  /// What it rests on, in a sentence without a period; nil for a figure that rests on no data.
  package var words: String? {
    var parts: [String] = []
    if !rows.isEmpty {
      let counts = [(anchored, "anchored"), (unanchored, "unanchored")].filter { $0.0 > 0 }.map { "\($0) \($1)" }
      let states = EvidenceState.allCases.filter { state in state != .anchored && rows.contains { $0.state == state } }
        .map { state in "\(state.rawValue): \(rows.count { $0.state == state })" }
      let row = rows.count == 1 ? "row" : "rows"
      let own = rows.filter { $0.state == .anchored }
      let transcribed = own.count { $0.archived?.kind == .transcribed }
      let uncompared = own.count { !$0.isCompared }
      let beside = [(transcribed, "in a transcribed copy"), (uncompared, "without a number or day to compare")]
        .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      parts.append(
        "\(counts.joined(separator: " and ")) \(row) keyed by hand"
          + ((states + beside).isEmpty ? "" : " (\((beside + states).joined(separator: ", ")))"))
    }
    if readsNothing { parts.append("no row: its SQL reads none") }
    for state in [EvidenceState.publisherFile, .excerpt] {
      let names = datasets.filter { $0.state == state }.map(\.name)
      if !names.isEmpty { parts.append("\(state.rawValue) of \(English.list(names))") }
    }
    guard !parts.isEmpty else { return nil }
    return "rests on " + parts.joined(separator: ", and on ")
      + (shortfall.map { "; the records that are declared for it do not give its value, but \($0)" } ?? "")
  }

  /// What a verdict must say with it: that a row is tied to no archived bytes, how near the farthest source was read, and that what it is said to
  /// rest on is not what gives it.
  package var qualifier: String? {
    let kind = weakestKind.flatMap { $0 == .officialOriginal || $0 == .originalRead ? nil : "by \(Self.article($0))" }
    let words = [
      isByHand ? "by hand" : nil, kind, isUncompared ? "by words without a number or day" : nil,
      shortfall == nil ? nil : "by records that do not give it", readsNothing ? "by no row" : nil,
    ].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  private static func article(_ kind: SourceKind) -> String {
    switch kind {
    case .officialOriginal, .originalRead: "its original"
    case .copy: "a copy"
    case .secondary: "a secondary source"
    case .undatedCopy: "an undated copy"
    }
  }
}
