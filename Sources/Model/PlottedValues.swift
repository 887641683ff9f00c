/// The numbers of a chart, for a program that draws it by itself.
package struct PlottedValues: Equatable, Sendable {
  package enum Form: Sendable {
    case line, columns, stackedColumns, bars, stackedBars
    /// Points without a line between them.
    case points
    /// A line over days, which lie as far apart as they are.
    case days
  }

  package struct Series: Equatable, Sendable {
    package var name: String
    /// One for each place; nil where the source does not say, or there is no row.
    package var values: [Double?]
    /// Whether it has only further numbers of places of which the series before it has one already.
    package var isFurther: Bool

    package init(name: String, values: [Double?], isFurther: Bool = false) {
      self.isFurther = isFurther
      self.name = name
      self.values = values
    }
  }

  package var title: String
  /// Of the numbers, which may be in a larger unit than the table's: metric tons for milligrams.
  package var unit: String
  package var form: Form
  /// What the places are called along the axis, in their order.
  package var places: [String]
  /// With the form ``Form/days``, the place's day; else empty.
  package var days: [Day]
  package var series: [Series]

  package init(title: String, unit: String, form: Form, places: [String], days: [Day] = [], series: [Series]) {
    self.title = title
    self.unit = unit
    self.form = form
    self.places = places
    self.days = days
    self.series = series
  }
}
