import Model

/// Draws the charts of an export, so that one that cannot be drawn costs only itself.
struct ChartPictures {
  let charts: [Chart]
  let drawer: any ChartDrawer

  /// - Returns: the picture of each chart, nil where it could not be drawn, and why: a problem for each of those, or a single
  ///   one where nothing at all is drawn.
  func drawn() -> (pictures: [DrawnChart?], problems: [Problem]) {
    if charts.isEmpty { return ([], []) }
    let drawings = charts.map(Self.drawing)
    if let all = try? drawer.draw(drawings) { return (all, []) }
    // The time was for all of them together; now each one has its own.
    let patient: any ChartDrawer = drawer.forOnePicture
    do {
      _ = try patient.draw([ChartDrawing(name: "", title: "", description: "", picture: ChartPicture())])
    } catch {
      var problem = Problem.of(error, at: "charts")
      problem.place = "charts"
      problem.remedy = drawer.remedy
      return (charts.map { _ in nil }, [problem])
    }
    var problems: [Problem] = []
    let pictures = drawings.map { drawing -> DrawnChart? in
      do { return try patient.draw([drawing]).first } catch {
        var problem = Problem.of(error, at: "")
        // A program that was stopped knows only its own name.
        problem.place = "chart of \(drawing.name)"
        problems.append(problem)
        return nil
      }
    }
    return (pictures, problems)
  }

  private static func drawing(_ chart: Chart) -> ChartDrawing {
    ChartDrawing(
      name: chart.table, title: chart.data.title, description: chart.description,
      picture: ChartLayout.picture(of: chart.data, source: chart.source))
  }
}

extension Problem {
  /// The problem that was thrown, or one that says what else was.
  static func of(_ error: any Error, at place: String) -> Problem {
    error as? Problem ?? Problem(at: place, "\(error)", remedy: "run again; the tables are written anyway")
  }
}
