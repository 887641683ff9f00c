import Model

/// Draws the charts of an export, so that one that cannot be drawn costs only itself.
struct ChartPictures {
  typealias Picture = (svg: [UInt8], png: [UInt8])

  let charts: [Chart]
  let gnuplot: Gnuplot

  /// - Returns: the picture of each chart, nil where it could not be drawn, and why: a problem for each of those, or a single
  ///   one where gnuplot draws nothing at all.
  func drawn() -> (pictures: [Picture?], problems: [Problem]) {
    if charts.isEmpty { return ([], []) }
    if let all = try? draw(charts, gnuplot) { return (all, []) }
    var patient = gnuplot
    // The time was for all of them together; now each one has its own.
    patient.timeoutSeconds = max(1, gnuplot.timeoutSeconds / 4)
    do {
      var script = GnuplotScript()
      script.add(ChartPicture(), name: "", svg: "0.svg", png: "0.png")
      _ = try patient.run(script)
    } catch {
      var problem = Problem.of(error, at: "charts")
      problem.place = "charts"
      problem.remedy =
        "see whether it runs: gnuplot --version; or install it anew: "
        + "apt-get install --reinstall gnuplot-nox fonts-dejavu-core"
      return (charts.map { _ in nil }, [problem])
    }
    var problems: [Problem] = []
    let pictures = charts.map { chart -> Picture? in
      do { return try draw([chart], patient)[0] } catch {
        var problem = Problem.of(error, at: "")
        // A program that was stopped knows only its own name.
        problem.place = "chart of \(chart.table)"
        problems.append(problem)
        return nil
      }
    }
    return (pictures, problems)
  }

  private func draw(_ charts: [Chart], _ gnuplot: Gnuplot) throws -> [Picture] {
    var script = GnuplotScript()
    for (i, chart) in charts.enumerated() {
      let picture = ChartLayout.picture(of: chart.data, source: chart.source)
      script.add(picture, name: chart.table, svg: "\(i).svg", png: "\(i).png")
    }
    return zip(charts, try gnuplot.run(script)).map { chart, drawn in
      let svg = SVGFinish.finished(
        drawn.svg, name: chart.table, title: chart.data.title, description: chart.description)
      return (svg, drawn.png)
    }
  }
}

extension Problem {
  /// The problem that was thrown, or one that says what else was.
  static func of(_ error: any Error, at place: String) -> Problem {
    error as? Problem ?? Problem(at: place, "\(error)", remedy: "run again; the tables are written all the same")
  }
}
