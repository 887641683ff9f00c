/// Where the change of a number belongs among the changes of one kind: rules 2 to 4 of ``Comparison``. Ties are broken
/// by the order of the rows and columns.
package struct ChangeRank<Distance: Comparable>: Comparable {
  /// See ``ComparedColumns/group(of:)``.
  package var group: Int
  /// How far the number moved, in the unit of its column.
  package var distance: Distance

  package init(group: Int, distance: Distance) {
    self.group = group
    self.distance = distance
  }

  package static func < (a: ChangeRank, b: ChangeRank) -> Bool {
    a.group != b.group ? a.group < b.group : a.distance > b.distance
  }
}
