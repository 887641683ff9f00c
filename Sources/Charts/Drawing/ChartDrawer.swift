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
