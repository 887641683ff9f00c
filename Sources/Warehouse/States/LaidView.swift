import Model

/// One of the temporary views that replace the datasets: see ``ShownViews``.
struct LaidView: Equatable {
  /// What of the warehouse it shows.
  enum Content: Equatable {
    /// A dataset's rows in force after the edition of this number; nil is the last.
    case rows(after: Int?)
    /// The editions published by a day.
    case editions(by: Day)
    /// Anything else: rows that are chosen, added, in another order, or none.
    case other
  }

  var select: String
  var content: Content
}
