import Model

extension Gnuplot: ChartDrawer {
  func draw(_ drawings: [ChartDrawing]) throws -> [DrawnChart] {
    var script = GnuplotScript()
    for (i, drawing) in drawings.enumerated() {
      script.add(drawing.picture, name: drawing.name, svg: "\(i).svg", png: "\(i).png")
    }
    return zip(drawings, try run(script)).map { drawing, drawn in
      let svg = SVGFinish.finished(
        drawn.svg, name: drawing.name, title: drawing.title, description: drawing.description)
      return DrawnChart(svg: svg, png: drawn.png)
    }
  }

  var forOnePicture: Gnuplot {
    var patient = self
    patient.timeoutSeconds = max(1, timeoutSeconds / 4)
    return patient
  }

  var remedy: String {
    "see whether it runs: gnuplot --version; or install it anew: "
      + "apt-get install --reinstall gnuplot-nox fonts-dejavu-core"
  }
}
