import Model

/// A picture to be drawn, with the words that it carries for who cannot see it.
struct ChartDrawing {
  /// The table's name.
  var name: String
  var title: String
  var description: String
  var picture: ChartPicture
}

/// A drawn chart: both files show the same.
struct DrawnChart: Equatable {
  /// Fit for a page: with title and description, and ids that no other chart on the page has.
  var svg: [UInt8]
  var png: [UInt8]
}

/// What draws charts. It gets each with everything in its place (``ChartPicture``), so that another drawer changes neither
/// data nor layout.
protocol ChartDrawer {
  /// Draws the pictures at once, ``ChartStyle/width`` x ``ChartStyle/height`` pixels, each as it would be drawn alone.
  ///
  /// - Returns: the charts in the order of the drawings.
  /// - Throws: ``Problem`` where one of them cannot be drawn; none is drawn then.
  func draw(_ drawings: [ChartDrawing]) throws -> [DrawnChart]

  /// The same drawer with the time that one picture may take, where all of them together took too long or failed.
  var forOnePicture: Self { get }

  /// What to do where it draws nothing at all.
  var remedy: String { get }
}
