import Manifest
import Model
import Testing

@testable import Drafts

/// Two drafts of about 400 words, written for this test: one that is right, and one with planted errors.
@Suite struct CoverageQualityTests {
  private func report(_ text: String, _ kind: DraftText.Kind, allow: [AllowedText] = []) throws -> CoverageReport {
    var article = try CoverageMatchingTests.article.get()
    article.allowed = allow
    return CoverageReport(DraftText(text, kind: kind), article: article)
  }

  @Test func theCleanDraftIsCovered() throws {
    let reasons = [("three in four", nil), ("2024", "poll"), ("2019", "data"), ("Thousands", nil), ("dozens", nil)].map
    {
      AllowedText(text: $0.0, near: $0.1, reason: "the poll's and the report's own", place: "a.yaml:1")
    }
    let report = try report(CoverageDrafts.clean, .markdown, allow: reasons)
    let open = report.entries.filter { $0.state == .uncovered || $0.state == .differs }
    #expect(open.map { "\($0.mention.phrase): \($0.hint ?? "")" } == [])
    #expect(report.count(.covered) == CoverageDrafts.cleanFigures.count)
    #expect(report.entries.compactMap(\.figure) == CoverageDrafts.cleanFigures)
    #expect(report.count(.allowed) == 5)
    #expect(report.unused.isEmpty)
  }

  /// Recall: each planted error is reported. Precision: nothing else is.
  @Test func plantedErrorsAreFound() throws {
    let report = try report(CoverageDrafts.spoiled, .html)
    let open = report.entries.filter { $0.state == .uncovered || $0.state == .differs }
    let told = open.map { "\($0.mention.place.line): \($0.mention.text) \($0.state.rawValue)" }
    #expect(told == CoverageDrafts.planted)
    #expect(report.entries.compactMap { $0.state == .covered ? $0.figure : nil } == CoverageDrafts.spoiledFigures)
  }

  @Test func rewordedFiguresAreKnown() throws {
    let good = try report(CoverageDrafts.reworded, .plain)
    let open = good.entries.filter { $0.state != .covered }.map(\.mention.text)
    #expect(open == CoverageDrafts.rewordedOpen)
    let wrong = try report(CoverageDrafts.rewordedWrong, .plain)
    #expect(wrong.count(.covered) == 0)
    #expect(wrong.count(.differs) == 9)
    #expect(wrong.entries.count == 11)
    #expect(wrong.entries.allSatisfy { $0.hint != nil })
  }

  /// The article's own clauses are matched with their own figures.
  @Test func everyPrintedClauseIsCovered() throws {
    let article = try CoverageMatchingTests.article.get()
    for figure in article.figures {
      let text = figure.clause.split(separator: "...").joined(separator: "some words")
      for entry in try report(text + ".", .plain).entries {
        #expect(entry.state == .covered, "\(figure.id): \(entry.mention.text) \(entry.hint ?? "")")
      }
    }
  }

  @Test func aFigureWithoutANumberCoversNone() {
    func figure(_ clause: String, _ printed: String?, _ rule: FigureRule) -> FigureManifest {
      FigureManifest(
        id: "x", place: "a.yaml:1", clause: clause, printed: printed.map { PrintedValue($0, isDate: false)! },
        rule: rule,
        source: .none(reason: "none"))
    }
    func state(_ text: String, _ figure: FigureManifest) -> String? {
      let article = ArticleManifest(
        name: "a", path: "a.yaml", title: "A", publisher: nil, published: Day("2025-11-19")!, address: nil,
        revisions: nil,
        figures: [figure])
      return CoverageReport(DraftText(text), article: article).entries.first.map(\.state.rawValue)
    }
    #expect(
      state("many large boats: 5 of them", figure("many large boats", nil, .atLeast(ExactNumber(5)))) == "uncovered")
    #expect(state("many large boats: 5 of them", figure("many large boats", "5", .equals)) == "covered")
    // Zeros are digits: a number printed with more digits than the figure's is another number.
    #expect(state("about 8.0 large boats", figure("large boats", "8", .equals)) == "covered")
    #expect(state("about 8.1 large boats", figure("large boats", "8", .equals)) == "differs")
    #expect(state("about 8 large boats", figure("large boats", "8.4", .equals)) == "covered")
    #expect(state("about 8 large boats", figure("large boats", "8.6", .equals)) == "differs")
    #expect(state("2 million large boats", figure("large boats", "1.6 million", .equals)) == "covered")
  }
}
