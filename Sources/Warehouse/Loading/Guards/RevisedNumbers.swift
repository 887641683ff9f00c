/// Between which numbers the revised ones of a column lay, and lie now.
struct RevisedNumbers {
  private(set) var count = 0
  private var old: (least: Int64, most: Int64) = (.max, .min)
  private var new: (least: Int64, most: Int64) = (.max, .min)

  mutating func add(_ old: Int64, _ new: Int64) {
    count += 1
    self.old = (min(self.old.least, old), max(self.old.most, old))
    self.new = (min(self.new.least, new), max(self.new.most, new))
  }

  /// The number that all of them are now, if they differed before.
  var onlyOne: Int64? { count > 0 && new.least == new.most && old.least != old.most ? new.least : nil }
}
