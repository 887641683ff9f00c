/// A drawn chart: both files show the same.
struct DrawnChart: Equatable {
  /// Fit for a page: with title and description, and ids that no other chart on the page has.
  var svg: [UInt8]
  var png: [UInt8]
}
