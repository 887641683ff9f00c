/// Places labels beside the ends of lines, as close to them as possible without touching one another.
enum LabelSpread {
  /// The middle of each label, from the top.
  ///
  /// Labels that would touch form a block, which is placed where its members move least (at the mean of their wanted
  /// positions), so the result depends only on the numbers. Labels with equal positions keep their order.
  ///
  /// - Parameter range: the range that labels may cover. If there are too many for it, the distances shrink and labels
  ///   overlap no more than necessary.
  static func middles(_ wanted: [Double], heights: [Double], in range: ClosedRange<Double>) -> [Double] {
    let total = heights.reduce(0, +)
    let room = range.upperBound - range.lowerBound
    let squeeze = total > room && total > 0 ? room / total : 1
    let heights = heights.map { $0 * squeeze }
    struct Block {
      var members: [Int]
      var height: Double
      /// The sum of the block's top positions that its members want.
      var tops: Double
      var top = 0.0
    }
    var blocks: [Block] = []
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    for i in order {
      blocks.append(Block(members: [i], height: heights[i], tops: wanted[i] - heights[i] / 2))
      while true {
        let last = blocks.count - 1
        let block = blocks[last]
        let mean = block.tops / Double(block.members.count)
        blocks[last].top = min(max(mean, range.lowerBound), max(range.lowerBound, range.upperBound - block.height))
        guard last > 0, blocks[last - 1].top + blocks[last - 1].height > blocks[last].top + 1e-9 else { break }
        let lower = blocks.removeLast()
        blocks[last - 1].tops += lower.tops - blocks[last - 1].height * Double(lower.members.count)
        blocks[last - 1].members += lower.members
        blocks[last - 1].height += lower.height
      }
    }
    var middles = wanted
    for block in blocks {
      var top = block.top
      for i in block.members {
        middles[i] = top + heights[i] / 2
        top += heights[i]
      }
    }
    return middles
  }
}
