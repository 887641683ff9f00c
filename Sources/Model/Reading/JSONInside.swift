/// Where a JSON document is inside of a page or a script.
package enum JSONInside: Equatable, Sendable {
  /// The script element of which an attribute (`id`, `data-...`) has this value.
  case script(String)
  /// What a script gives to this variable.
  case variable(String)
}
