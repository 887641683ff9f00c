/// Where a number stands among what its sentence names: which of several names is its own.
struct NumberPlace {
  let number: Range<Int>
  /// All numbers of the sentence, itself included.
  let numbers: [Range<Int>]
  let tokens: Tokens

  /// Which of several names belongs to the number, and whether that is beyond doubt; nil where there is none.
  ///
  /// What follows the number before another one and without a comma is its own (313,496 in fiscal 2024); else what stands before it and
  /// behind the number before (in fiscal 2024 there were 313,496).
  func own(among ranges: [Range<Int>]) -> (index: Int, isSure: Bool)? {
    guard !ranges.isEmpty else { return nil }
    if ranges.count == 1 {
      // Ecuador had 444,778, fewer than the 508,935 of 2021: the year is that of the number before it.
      let isOthers =
        ranges[0].lowerBound >= number.upperBound && isDivided(number.upperBound, ranges[0].lowerBound, byNumbers: true)
      if isOthers { return (0, !hasBreak(number.upperBound..<ranges[0].lowerBound)) }
      // Behind a colon its own list goes on: Brazil: 626,858.
      return (0, !isOfStatementBefore(ranges[0], [";", "—"]))
    }
    if let paired = paired(ranges) { return (paired, true) }
    let after = ranges.indices.filter { ranges[$0].lowerBound >= number.upperBound }.min {
      ranges[$0].lowerBound < ranges[$1].lowerBound
    }
    let before = ranges.indices.filter { ranges[$0].upperBound <= number.lowerBound }.max {
      ranges[$0].upperBound < ranges[$1].upperBound
    }
    let isNext = after.map { !isDivided(number.upperBound, ranges[$0].lowerBound, byNumbers: true) } ?? false
    if isNext, let after, !hasBreak(number.upperBound..<ranges[after].lowerBound) { return (after, true) }
    if let before, !isDivided(ranges[before].upperBound, number.lowerBound, byNumbers: true) { return (before, true) }
    // In April seven strikes killed 19; in May: what stands behind the break is of the next statement.
    if let before { return (before, !isOfStatementBefore(ranges[before])) }
    if isNext, let after { return (after, true) }
    return after.map { ($0, false) }
  }

  /// Whether a sign stands behind a name that begins another statement.
  private func isOfStatementBefore(_ range: Range<Int>, _ signs: [String] = [";", "—", ":"]) -> Bool {
    range.upperBound <= number.lowerBound
      && (range.upperBound..<number.lowerBound).contains { signs.contains(tokens[$0].text) }
  }

  /// In 2022, 2023 and 2024 there were 1, 2 and 3: as many names in a row as numbers in a row.
  private func paired(_ ranges: [Range<Int>]) -> Int? {
    let order = ranges.indices.sorted { ranges[$0].lowerBound < ranges[$1].lowerBound }
    guard ranges.count == numbers.count, ranges.count > 1, let position = numbers.firstIndex(of: number) else {
      return nil
    }
    let (firstName, lastName) = (ranges[order[0]], ranges[order[order.count - 1]])
    let (firstNumber, lastNumber) = (numbers[0], numbers[numbers.count - 1])
    let areApart = lastName.upperBound <= firstNumber.lowerBound || lastNumber.upperBound <= firstName.lowerBound
    return areApart ? order[position] : nil
  }

  private func isDivided(_ from: Int, _ to: Int, byNumbers: Bool) -> Bool {
    numbers.contains { $0.lowerBound >= from && $0.upperBound <= to }
  }

  /// Whether a comma, semicolon or dash, or a word that begins another statement, stands in a range.
  private func hasBreak(_ range: Range<Int>) -> Bool {
    range.contains { i in
      guard tokens[i].kind == .sign else {
        return ["and", "while", "but", "whereas", "compared"].contains(tokens.word(i))
      }
      return [",", ";", "—", ":"].contains(tokens[i].text) || tokens[i].text == "–" && tokens[i].isSpaced
    }
  }

  /// Whether the number is what another one is compared with: from 35,482, against 918.
  var isBase: Bool {
    ["from", "against"].contains(tokens.word(number.lowerBound - 1))
  }

  /// Whether a name follows the number, or stands right before it, without a break or a number between.
  func isNext(_ range: Range<Int>) -> Bool {
    !isApart(range) && !isDivided(min(range.upperBound, number.upperBound), max(range.lowerBound, number.lowerBound), byNumbers: true)
  }

  /// Whether a name is what the number counts: 66 strikes.
  func isHead(_ range: Range<Int>) -> Bool {
    (0...1).contains(range.lowerBound - number.upperBound) && !hasBreak(number.upperBound..<range.lowerBound)
  }

  /// Whether a comma or the like stands between a name and the number.
  func isApart(_ range: Range<Int>) -> Bool {
    range.lowerBound >= number.upperBound
      ? hasBreak(number.upperBound..<range.lowerBound)
      : range.upperBound <= number.lowerBound && hasBreak(range.upperBound..<number.lowerBound)
  }

  /// Whether a name stands nearer to this number than to any other one of the sentence: killed 82 people is not of the 21 strikes before.
  func isOwn(_ range: Range<Int>) -> Bool {
    let own = distance(range, number)
    return numbers.allSatisfy { $0 == number || distance(range, $0) >= own }
  }

  /// Whether the number stands behind a name and a break.
  func isBehind(_ range: Range<Int>) -> Bool { range.upperBound <= number.lowerBound && isApart(range) }

  /// How far a name is, in words; what follows a number is nearer to it than what stands before it, and a break is far.
  func distance(_ range: Range<Int>) -> Double { distance(range, number) }

  private func distance(_ range: Range<Int>, _ number: Range<Int>) -> Double {
    if range.overlaps(number) { return 0 }
    let isAfter = range.lowerBound >= number.upperBound
    let between = isAfter ? number.upperBound..<range.lowerBound : range.upperBound..<number.lowerBound
    return Double(between.count) + (isAfter ? 0 : 0.5) + (hasBreak(between) ? 4 : 0)
  }

  /// How near a name is: 1.3 next to the number, 1 with no number in between, 0.7 elsewhere in the sentence.
  func nearness(_ range: Range<Int>) -> Double {
    let isAfter = range.upperBound > number.upperBound
    let gap = isAfter ? range.lowerBound - number.upperBound : number.lowerBound - range.upperBound
    let between = isAfter ? (number.upperBound, range.lowerBound) : (range.upperBound, number.lowerBound)
    if gap <= 0 { return 1.3 }
    if isDivided(between.0, between.1, byNumbers: true) { return 0.7 }
    if gap <= (isAfter ? 4 : 3), !hasBreak(between.0..<between.1) { return 1.3 }
    return gap <= 14 ? 1 : 0.7
  }
}
