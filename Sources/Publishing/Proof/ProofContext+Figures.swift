import Manifest
import Model
import Words

extension ProofContext {
  func figure(_ figure: Proof.Figure) -> [String: Any] {
    let claim = figure.claim
    let unit = FigureUnit.written(claim.unit).map { " " + $0 } ?? ""
    let thenWithUnit = figure.then.shown + (figure.hasPlainValue(figure.then) ? unit : "")
    let nowWithUnit = figure.now.shown + (figure.hasPlainValue(figure.now) ? unit : "")
    let isSame =
      figure.then.evidence.count == figure.now.evidence.count
      && zip(figure.then.evidence, figure.now.evidence).allSatisfy { $0.rests(onSameAs: $1) }
    let isEmpty = figure.then.evidence.isEmpty && figure.now.evidence.isEmpty
    let isUndeclared = claim.source.sql != nil && claim.records.isEmpty && !figure.datasets.isEmpty
    return [
      "id": figure.id, "clause": claim.clause, "verdict": figure.verdict.rawValue,
      "qualifier": ViewText.optional(figure.qualifier),
      "class": VerdictLook.style(figure.verdict),
      "why": English.sentence(figure.why),
      "printed": (claim.printed.map { DateWords.words($0) + unit } ?? "no number") as String,
      "thenValue": figure.then.shown + (claim.printed == nil && figure.hasPlainValue(figure.then) ? unit : ""),
      "nowValue": figure.now.shown + (claim.printed == nil && figure.hasPlainValue(figure.now) ? unit : ""),
      "isThenNow": thenWithUnit == nowWithUnit, "thenWithUnit": thenWithUnit,
      "nowWithUnit": nowWithUnit,
      "rule": ViewText.optional(rule(claim)),
      // Where it applies, the finding ends with it.
      "caveat": ViewText.optional(claim.caveat.flatMap { figure.why.contains($0) ? nil : $0 }),
      "figureNote": ViewText.optional(claim.note),
      "closed": ViewText.optional(figure.closed ?? claim.closed), "closedSQL": ViewText.optional(claim.closedSQL),
      "checkedBy": ViewText.optional(claim.checkedBy), "place": places.count > 1 ? claim.place + ", " : "",
      "line": claim.line,
      "nothing": ViewText.optional(claim.source.nothing), "hasData": claim.source.nothing == nil,
      "valueSQL": ViewText.optional(claim.source.sql), "baseSQL": ViewText.optional(claim.base),
      "caveatSQL": ViewText.optional(claim.caveatSQL), "cellTable": ViewText.optional(claim.source.cell?.table),
      "cellColumn": claim.source.cell?.column ?? "", "cellRow": English.list(claim.source.cell?.row ?? []),
      "changes": figure.changes.map { ["lines": $0] as [String: Any] } ?? false,
      "decisions": figure.decisions.map { ["lines": $0.map(DecisionWords.line)] as [String: Any] } ?? false,
      "corrections": figure.corrections.map { ["lines": $0] as [String: Any] } ?? false,
      "undeclared": ViewText.optional(isUndeclared ? English.list(figure.datasets) : nil),
      "states": isUndeclared
        ? []
        : isSame
          ? [state(figure.now, isEmpty ? nil : "The same records as of publication and now")]
          : [
            state(figure.then, "As of publication"),
            state(figure.now, "Now", after: figure.then),
          ],
    ].merging(row(figure)) { $1 }.merging(sources(figure)) { $1 }
  }

  /// Who says so, and with which evidence.
  private func sources(_ figure: Proof.Figure) -> [String: Any] {
    let sources: Any = figure.sources.map { ["lines": $0.map(source)] as [String: Any] } ?? false
    return [
      "restsOn": ViewText.optional(figure.restsOn.map { $0 + "." }), "sources": sources,
      "readings": Self.sides(of: figure.readings ?? []),
      "signOffs": figure.signOffs.map { signed in
        [
          "lines": signed.map {
            English.sentence(SignOffWords.line(name: $0.name, signedAt: $0.signedAt, note: $0.note))
          }
        ] as [String: Any]
      } ?? false,
    ]
  }

  private func source(_ source: Proof.KeyedSource) -> [String: Any] {
    [
      "words": DateWords.within(source.words), "state": source.state.rawValue,
      "quote": ViewText.optional(source.quote), "document": ViewText.optional(source.document),
    ]
  }

  /// Readings (`BBC, Nov. 16, 2025: 83: says otherwise`) under their side, which is stated once.
  private static func sides(of readings: [String]) -> [[String: Any]] {
    var sides: [(name: String, lines: [String])] = []
    for reading in readings {
      let colon = reading.lastIndex(of: ":") ?? reading.endIndex
      let (said, name) = (String(reading[..<colon]), String(reading[colon...].dropFirst(2)))
      if let known = sides.firstIndex(where: { $0.name == name }) {
        sides[known].lines.append(said)
      } else {
        sides.append((name, [said]))
      }
    }
    return sides.map { ["side": $0.name, "lines": $0.lines] }
  }

  /// The table's row, from top to bottom, so that it can be read on a narrow screen.
  private func row(_ figure: Proof.Figure) -> [String: Any] {
    let (then, now) = (figure.then.row, figure.now.row)
    // A row that is there in one state only is shown with gaps.
    let columns = then.isEmpty ? now : then
    let differs = then != now
    let rows = columns.indices.map { i -> [String: Any] in
      let column = columns[i]
      return [
        "column": column.column + (column.unit.flatMap { $0 == column.column ? nil : " (\($0))" } ?? ""),
        "isCell": column.column == figure.claim.source.cell?.column,
        "thenCell": i < then.count ? then[i].value : "no such row",
        "nowCell": i < now.count ? now[i].value : "no such row",
      ]
    }
    return [
      "hasRow": !rows.isEmpty, "row": rows, "rowDiffers": differs,
      "rowThenLabel": differs ? "As of publication" : "As of publication and now",
    ]
  }

  private func rule(_ claim: Proof.Claim) -> String? {
    guard let rule = claim.rule, let wanted = claim.wanted else { return nil }
    return "\(rule): the value\(claim.base == nil ? "" : ", divided by its base,") must be \(wanted)"
  }

  /// - Parameter before: the state that the figure's section has shown already.
  private func state(_ state: Proof.State, _ label: String?, after before: Proof.State? = nil) -> [String: Any] {
    let above = before?.evidence.flatMap(\.shown) ?? []
    return [
      "stateLabel": ViewText.optional(label),
      "evidence": state.evidence.indices.map { i in
        let item = state.evidence[i]
        guard before?.evidence.contains(where: { item.count > 0 && item.rests(onSameAs: $0) }) != true else {
          return same(item)
        }
        var shown = evidence(item, above: above + state.evidence[..<i].flatMap(\.shown))
        if before?.evidence.contains(where: { $0.kind == .declared && $0.subject == item.subject }) == true {
          shown["condition"] = false
          shown["heading"] = "\(shown["heading"] ?? ""), by the condition above"
        }
        return shown
      },
      "isEmpty": state.evidence.isEmpty,
    ]
  }

  /// Evidence that was shown under the state before.
  private func same(_ evidence: Proof.Evidence) -> [String: Any] {
    [
      "heading": "\(evidence.subject): the same \(English.count(evidence.count, "record")) as of publication",
      "condition": false, "selection": false, "sources": false, "evidenceNote": false, "digest": false,
    ]
  }

  private func evidence(_ evidence: Proof.Evidence, above: [Proof.Record]) -> [String: Any] {
    let count = English.count(evidence.count, "record")
    let unit = evidence.unit.map { " \($0)" } ?? ""
    let value = (evidence.value ?? "") + unit
    var heading = ""
    var selection: String?
    switch evidence.kind {
    case .declared:
      let dataset = evidence.subject.prefix { $0 != " " }
      heading = "\(count) of \(dataset)"
      if evidence.shown.count < evidence.count { selection = "The first \(evidence.shown.count) are shown." }
    case .sum:
      heading =
        evidence.count == 0
        ? "\(evidence.subject) = \(value): no record" : "\(evidence.subject) = \(value): the sum of \(count)"
      if evidence.shown.count < evidence.count { selection = "The first and the largest are shown." }
    case .distinct:
      heading = "\(evidence.subject) = \(value): the number of distinct values in \(count)"
      if evidence.shown.count < evidence.count { selection = "The first record of each value is shown." }
    case .derived:
      heading = "\(evidence.subject) = \(value): computed from \(English.list(evidence.columns)) by the table's SQL"
    }
    return [
      "heading": heading, "condition": ViewText.optional(evidence.kind == .declared ? evidence.subject : nil),
      "selection": ViewText.optional(selection),
      "sources": sources(evidence.shown, unit: evidence.kind == .sum ? unit : "", above: above),
      "evidenceNote": ViewText.optional(evidence.note),
      // Where all of them are in sight, it would say nothing more.
      "digest": ViewText.optional(evidence.count > evidence.shown.count ? evidence.sha256 : nil),
      "digestOf": "all \(NumberText.grouped(evidence.count))",
    ]
  }

  /// Records under their file, each text once in a figure's section: of those above only the number is repeated.
  private func sources(_ records: [Proof.Record], unit: String, above: [Proof.Record]) -> [[String: Any]] {
    var groups: [[Proof.Record]] = []
    for record in records {
      if let last = groups.last?.last, last.file == record.file, last.confirmedBy == record.confirmedBy {
        groups[groups.count - 1].append(record)
      } else {
        groups.append([record])
      }
    }
    return groups.map { group in
      let first = group[0]
      let file = files[first.file]
      let known = group.filter { record in above.contains { record.isWritten(as: $0) } }
      return [
        "sourcePublisher": ViewText.optional(file?.origin == .curated ? nil : file?.publisher),
        "dataset": file?.dataset ?? "", "edition": edition(first, file),
        "sourceNumber": fileNumber(first.file),
        "hasRecords": known.count < group.count,
        "repeated": ViewText.optional(known.isEmpty ? nil : RecordNumbers(known.map(\.record)).words),
        "records": group.filter { record in !known.contains(record) }.map { record -> [String: Any] in
          [
            "number": NumberText.grouped(record.record),
            "adds": ViewText.optional(record.value.map { unit.isEmpty ? $0 : "adds \($0)\(unit)" }),
            "stated": ViewText.optional(
              file?.origin == .curated ? DateWords.words(record.published) : nil),
            "text": Self.beginning(of: record.text),
            "cut": ViewText.optional(Self.cut(record.text)), "corrected": record.corrected ?? [],
          ]
        },
      ]
    }
  }

  /// The characters of a record that are in sight, of one that is longer than twice that: nobody reads a coastline's coordinates.
  private static let mostCharacters = 600

  private static func isLong(_ text: String) -> Bool { text.unicodeScalars.count > 2 * mostCharacters }

  private static func beginning(of text: String) -> String {
    isLong(text) ? String(text.unicodeScalars.prefix(mostCharacters)) + "…" : text
  }

  private static func cut(_ text: String) -> String? {
    guard isLong(text) else { return nil }
    return
      "The first \(mostCharacters) of \(NumberText.grouped(text.unicodeScalars.count)) characters; all of them are in the data at the "
      + "end of this page."
  }

  private func edition(_ record: Proof.Record, _ file: Proof.File?) -> String {
    let came: String
    switch file?.origin {
    case .fetched: came = "fetched \(DateWords.words(file?.fetched ?? ""))"
    case .captured: came = "a web archive's copy, fetched \(DateWords.words(file?.fetched ?? ""))"
    case .added: came = "added \(DateWords.words(file?.fetched ?? ""))"
    case .bundled: came = "excerpt"
    case .curated, nil: return "rows keyed by hand"
    }
    return "edition of \(DateWords.edition(record.edition))"
      + (record.edition == record.published ? "" : ", published \(DateWords.words(record.published))")
      + ", \(came)" + (record.confirmedBy.map { "; the edition of \(DateWords.edition($0)) left it as it is" } ?? "")
  }
}

extension Proof.Record {
  /// True where the other one says all of this, whichever later edition confirms it.
  fileprivate func isWritten(as other: Proof.Record) -> Bool {
    var other = other
    other.confirmedBy = confirmedBy
    if value == nil { other.value = nil }
    return other == self
  }
}

extension RecordNumbers {
  /// `Records 1–3 and 7, shown above.`
  fileprivate var words: String {
    let list = English.list(
      ranges.map { range in
        let (low, high) = (NumberText.grouped(range.lowerBound), NumberText.grouped(range.upperBound))
        return low == high ? low : "\(low)–\(high)"
      })
    return "\(count == 1 ? "Record" : "Records") \(list), shown above."
  }
}
