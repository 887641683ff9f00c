/// The unit of a figure as an article's file gives it.
package enum FigureUnit {
  /// The unit that declares the value to be a day.
  package static let date = "date"

  /// What is written after the value: the unit, or nothing after a day.
  package static func written(_ unit: String?) -> String? { unit == date ? nil : unit }
}
