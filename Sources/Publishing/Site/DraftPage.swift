import Words

/// A draft with its numbers marked, and the evidence for each: one page that loads nothing and has no script.
package struct DraftPage {
  package struct Piece {
    package var text: String
    /// The number of its mark, from 1; nil for text in between.
    package var mark: Int?

    package init(text: String, mark: Int?) {
      self.text = text
      self.mark = mark
    }
  }

  package struct Evidence {
    package var text, verdict: String
    package var why: String?
    package var cells: [(words: String, edition: String, command: String)]
    /// A figure in YAML, to be pasted.
    package var ledgerEntry: String?

    package init(
      text: String, verdict: String, why: String?, cells: [(words: String, edition: String, command: String)],
      ledgerEntry: String?
    ) {
      self.text = text
      self.verdict = verdict
      self.why = why
      self.cells = cells
      self.ledgerEntry = ledgerEntry
    }
  }

  package var name: String
  package var asOf: String
  package var summary: String
  package var paragraphs: [[Piece]]
  package var evidence: [Evidence]
  package var remarks: [String]

  package init(
    name: String, asOf: String, summary: String, paragraphs: [[Piece]], evidence: [Evidence], remarks: [String]
  ) {
    self.name = name
    self.asOf = asOf
    self.summary = summary
    self.paragraphs = paragraphs
    self.evidence = evidence
    self.remarks = remarks
  }

  package var bytes: [UInt8] { Array(Templates.render("draft", view).utf8) }

  private var view: View {
    [
      "name": name, "asOf": asOf, "summary": summary, "style": Templates.draftStyle, "remarks": remarks,
      "paragraphs": paragraphs.map { pieces -> View in
        [
          "pieces": pieces.map { piece -> View in
            guard let mark = piece.mark else { return ["text": piece.text] }
            return ["text": piece.text, "mark": ["number": mark, "look": look(evidence[mark - 1].verdict)] as View]
          }
        ]
      },
      "evidence": evidence.enumerated().map { i, one -> View in
        var view: View = [
          "number": i + 1, "text": one.text, "verdict": one.verdict, "look": look(one.verdict),
          "cells": one.cells.map { ["words": $0.words, "edition": $0.edition, "command": $0.command] as View },
        ]
        if let why = one.why { view["why"] = why }
        if let entry = one.ledgerEntry { view["ledger"] = entry }
        return view
      },
    ]
  }

  private func look(_ verdict: String) -> String { verdict.replacing(" ", with: "-") }
}
