import Model

/// An event that a table's chart shows beside the numbers: an `-- annotation` line of its header.
///
/// A fact that readers know the numbers by, such as the end of a policy; never a number of the table.
package struct TableAnnotation: Equatable, Sendable {
  /// As precise as the chart's axis: a year where it has years.
  package var from: PublishedDate
  /// The end of a span, included in it; nil for a single date.
  package var to: PublishedDate?
  package var text: String
  /// The line of the file, for messages.
  package var line: Int

  package init(from: PublishedDate, to: PublishedDate? = nil, text: String, line: Int = 0) {
    self.from = from
    self.to = to
    self.text = text
    self.line = line
  }
}
