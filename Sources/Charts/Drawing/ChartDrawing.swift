/// A picture to be drawn, with the words that it carries for who cannot see it.
struct ChartDrawing {
  /// The table's name.
  var name: String
  var title: String
  var description: String
  var picture: ChartPicture
}
