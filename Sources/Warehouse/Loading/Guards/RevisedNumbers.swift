/// What the revised numbers of a column have in common: that all are the same now, or that most moved by one amount.
struct RevisedNumbers {
  private(set) var count = 0
  private var old: (least: Int64, most: Int64) = (.max, .min)
  private var new: (least: Int64, most: Int64) = (.max, .min)
  private var amount: Int64 = 0
  /// How many moved by ``amount``, at least (Boyer and Moore's majority vote: any other amount takes one away).
  private var votes = 0

  mutating func add(_ old: Int64, _ new: Int64) {
    count += 1
    self.old = (min(self.old.least, old), max(self.old.most, old))
    self.new = (min(self.new.least, new), max(self.new.most, new))
    let (moved, overflowed) = new.subtractingReportingOverflow(old)
    if !overflowed, moved == amount, votes > 0 {
      votes += 1
    } else if votes > 0 {
      votes -= 1
    } else if !overflowed {
      (amount, votes) = (moved, 1)
    }
  }

  /// The number that all of them are now, if they differed before.
  var onlyOne: Int64? { count > 0 && new.least == new.most && old.least != old.most ? new.least : nil }

  /// The amount by which nine of ten of them or more moved, as a script that adds a constant does; nil if there is none.
  var commonAmount: Int64? { count > 0 && votes * 10 >= count * 8 ? amount : nil }
}
