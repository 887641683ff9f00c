import Drafts
import Manifest
import Model
import Words

extension CoverageVerb.Report: Documented {
  package struct Document: Encodable {
    package struct Counts: Encodable {
      let covered, allowed, uncovered, differs: Int
    }

    package struct Unused: Encodable {
      let text: String
      let near: String?
    }

    let article, draft: String
    let mentions: [CoverageReport.Entry]
    let unused: [Unused]
    let counts: Counts
  }

  package var document: Document {
    Document(
      article: article.name, draft: draft, mentions: coverage.entries,
      unused: coverage.unused.map { Document.Unused(text: $0.text, near: $0.near) },
      counts: Document.Counts(
        covered: coverage.count(.covered), allowed: coverage.count(.allowed), uncovered: coverage.count(.uncovered),
        differs: coverage.count(.differs)))
  }
}

extension CoverageReport.Entry: Documented {
  package struct Document: Encodable {
    let line, column: Int
    let text, phrase: String
    let kind: Mention.Kind
    let value: JSON
    let state: CoverageReport.State
    let figure, reason, hint: String?
  }

  package var document: Document {
    Document(
      line: mention.place.line, column: mention.place.column, text: mention.text, phrase: mention.phrase,
      kind: mention.kind, value: mention.json, state: state, figure: figure, reason: reason, hint: hint)
  }
}

extension Mention {
  /// The likeliest value: a number as such, a date as text.
  fileprivate var json: JSON {
    switch readings.first {
    case .number(let number, _): number.json
    case .period(let period): .string(period.description)
    case nil: nil
    }
  }
}
