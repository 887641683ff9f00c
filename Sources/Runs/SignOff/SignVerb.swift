import Archive
import Manifest
import Model
import System
import Warehouse
import Words

/// `soundings sign FIGURE --name NAME`: records who checked which value on which editions, or that a person takes that back.
package struct SignVerb {
  /// The figure's id.
  package var figure: String
  /// The article, where several have a figure of this id.
  package var article: String?
  package var name: String
  package var note: String?
  /// Why the person takes their sign-off back; nil to sign.
  package var takingBack: String?

  package init(figure: String, name: String) {
    self.figure = figure
    self.name = name
  }

  /// What came of it.
  package struct Report: Sendable {
    package var article: ArticleManifest
    /// As it is with what was recorded.
    package var check: FigureCheck
    package var editions: [SignedSubject.Edition]
    /// False where the person had signed the very same already.
    package var isNew: Bool
    package var isTakenBack: Bool
    package var isExported = false
    /// What could not be written to the exports; the sign-off is recorded all the same.
    package var problems: [Problem] = []
  }

  /// - Throws: ``Problem`` if the figure is unknown or cannot be judged, the name is empty, there is nothing to take back, or another
  ///   process has the lock.
  package func run(_ project: Project) throws -> Report {
    let name = PersonName.tidy(name)
    guard !name.isEmpty, name.utf8.count <= 200,
      !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      throw Problem(
        .usage, at: "--name", name.isEmpty ? "is empty" : "'\(name.prefix(40))' is no person's name",
        remedy: "give the name of the person who checked the figure: --name \"Ann Editor\"")
    }
    if let takingBack, PersonName.tidy(takingBack).isEmpty {
      throw Problem(
        .usage, at: "--take-back", "is empty",
        remedy: "say why, for those who read it later: --take-back \"looked at the wrong month\"")
    }
    let (article, _) = try TraceSubject.figure(named: figure, article: article, in: project.library)
    try project.requireSoundWarehouse()
    return try project.locked(RunCommand(.sign, [figure])) { at in
      let (check, subject) = try judged(article, project)
      let known = try project.archive.signOffs(of: article.name)
      let own = known.all.last {
        $0.figure == figure && $0.takenBack == nil && PersonName.folded($0.name) == PersonName.folded(name)
      }
      var report = Report(
        article: article, check: check, editions: subject.editions, isNew: true, isTakenBack: takingBack != nil)
      if let takingBack {
        guard var signOff = own else {
          throw Problem(
            .usage, at: figure, "\(name) has not signed it off",
            remedy: "see who did: soundings figures \(article.name)")
        }
        (signOff.signedAt, signOff.takenBack) = (at, PersonName.tidy(takingBack))
        try project.archive.record(signOff)
      } else {
        let note = note.map(PersonName.tidy).flatMap { $0.isEmpty ? nil : $0 }
        if own?.subject == subject, own?.note == note, !known.damaged.contains(figure) {
          report.isNew = false
          return report
        }
        try project.archive.record(
          SignOff(article: article.name, figure: figure, name: name, signedAt: at, subject: subject, note: note))
      }
      report.check = try judged(article, project).check
      if let problems = try export(project, at: at) { (report.isExported, report.problems) = (true, problems) }
      return report
    }
  }

  /// Brings the pages, the workbook and the proof up to date; nil where there are none.
  private func export(_ project: Project, at startedAt: String) throws -> [Problem]? {
    guard try !Files.names(in: project.exportsFolder).isEmpty else { return nil }
    let run = try project.opened(RunCommand(.sign, [figure]), startedAt: startedAt)
    defer { try? run.warehouse.close() }
    return try project.writeExports(known: [:], figures: JudgedFigures(), of: run).problems
  }

  /// The figure as it is now, and what a person signs of it.
  private func judged(_ article: ArticleManifest, _ project: Project) throws -> (
    check: FigureCheck, subject: SignedSubject
  ) {
    let library = project.library
    return try project.openWarehouse().read { session in
      var one = article
      one.figures.removeAll { $0.id != figure }
      let checked = try FigureLedger(project, today: project.clock.today()).check(one, session) { _ in true }
      guard let check = checked.figures.first else {
        throw checked.problems.first
          ?? Problem(.badInput, at: figure, "cannot be judged", remedy: "see why: soundings figures \(article.name)")
      }
      let editions = try check.datasets.flatMap { name in
        try session.sources(try library.dataset(named: name), asOf: nil).map {
          SignedSubject.Edition(dataset: name, edition: $0.edition, hashes: $0.snapshots.map(\.sha256))
        }
      }
      return (check, SignedSubject(check, tableSQL: library.sql(ofTableOf: check.figure), editions: editions))
    }
  }
}

extension Library {
  /// The SELECT of the table of which a figure is a cell; nil for any other figure.
  func sql(ofTableOf figure: FigureManifest) -> String? {
    guard case .cell(let name, _, _) = figure.source else { return nil }
    return tables.first { $0.name == name }?.sql
  }
}
