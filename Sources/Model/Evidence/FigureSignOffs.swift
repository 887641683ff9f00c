/// Who signed a figure off, the earliest first, each with why it no longer counts.
package struct FigureSignOffs: Sendable {
  package struct Line: Hashable, Sendable {
    package var signOff: SignOff
    /// Empty where it counts.
    package var lapses: [SignOffLapse]

    package init(_ signOff: SignOff, lapses: [SignOffLapse]) {
      self.signOff = signOff
      self.lapses = lapses
    }
  }

  package var lines: [Line]
  /// How many persons must sign, where the configuration says it.
  package var wanted: Int?

  /// Whether a record on the figure cannot be read: whose it is, and whether it takes one back, nobody knows.
  package var isDamaged = false

  package init(_ lines: [Line] = [], wanted: Int? = nil) {
    self.lines = lines
    self.wanted = wanted
  }

  package var valid: [SignOff] { lines.filter(\.lapses.isEmpty).map(\.signOff) }
  package var lapsed: [Line] { lines.filter { !$0.lapses.isEmpty } }
  /// How many more persons are asked for; 0 where the configuration asks for none.
  package var missing: Int { max(0, (wanted ?? 0) - valid.count) }
  package var isSigned: Bool { !valid.isEmpty && missing == 0 }
}
