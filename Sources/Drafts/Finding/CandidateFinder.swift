import Model

/// Finds what a number of a draft may mean: for each column that its sentence speaks of, the cell or sum that the sentence's words and
/// period select.
struct CandidateFinder {
  let index: FactIndex
  let selector: FactSelector
  let tokens: Tokens
  private let times: TimeFinder
  /// The units of all columns of numbers, by source.
  private let units: [[Int: (kind: UnitKind, shift: Int)]]

  init(_ index: FactIndex, _ selector: FactSelector, _ tokens: Tokens) {
    self.index = index
    self.selector = selector
    self.tokens = tokens
    times = TimeFinder(selector: selector)
    units = index.sources.map { source in
      var units: [Int: (kind: UnitKind, shift: Int)] = [:]
      for (i, column) in source.columns.enumerated() {
        if case .number = column.role { units[i] = UnitKind.of(column: column.unit) }
      }
      return units
    }
  }

  /// A column that may be meant, and how it is known to be.
  struct Measure {
    var column: Int
    var factors: [ExactNumber]
    var naming: Candidate.Naming
    var weight: Double
  }

  /// Values that narrow the rows.
  struct Narrowing {
    var conditions: FactSelector.Conditions = [:]
    var owned = 0
    var carried = 0
    var isSure = true
  }

  func candidates(for mention: Mention, _ place: NumberPlace, in context: SentenceContext) -> [Candidate] {
    guard let (number, tolerance) = Self.number(mention) else { return [] }
    let hedge = Hedge(mention, tokens)
    var found: [Candidate] = []
    for source in context.sources.sorted() {
      let measures = self.measures(source, place, context) { $0.factors(for: mention) }
      guard !measures.isEmpty else { continue }
      for measure in measures {
        for var candidate in candidates(source, measure, place, context) {
          candidate.agreement = best(number, tolerance, &candidate, measure.factors, hedge)
          found.append(candidate)
        }
        found += rowsFoundByValue(source, measure, place, context, number, tolerance, hedge)
      }
    }
    return found
  }

  /// The number that is compared, with half of its last digit.
  static func number(_ mention: Mention) -> (ExactNumber, ExactNumber)? {
    let numbers = mention.readings.compactMap { reading -> (ExactNumber, ExactNumber)? in
      if case .number(let number, let tolerance) = reading { (number, tolerance) } else { nil }
    }
    return mention.kind == .fraction ? numbers.last : numbers.first
  }

  private func best(
    _ number: ExactNumber, _ tolerance: ExactNumber, _ candidate: inout Candidate, _ factors: [ExactNumber],
    _ hedge: Hedge
  ) -> Agreement {
    var best = Agreement.differs
    for factor in factors {
      let agreement = Agreement(number, tolerance: tolerance, value: candidate.value, factor: factor, hedge: hedge)
      if agreement.grade > best.grade {
        best = agreement
        candidate.factor = factor
      }
    }
    return best
  }

  // MARK: What a sentence selects

  /// The columns of a source that may be meant.
  func measures(
    _ source: Int, _ place: NumberPlace, _ context: SentenceContext, factors: (UnitKind) -> [ExactNumber]
  ) -> [Measure] {
    let own = context.evidence[source]
    let columns = index.sources[source].columns
    guard index.sources[source].needed.isEmpty || context.spokenOf.contains(source) else { return [] }
    let specific = (own?.measures ?? [:]).mapValues { named in
      named.filter { !$0.isGeneric }.map { place.nearness($0.range) }.max() ?? 0
    }
    let isHead = (own?.measures ?? [:]).mapValues { named in named.contains { place.isHead($0.range) } }
    // Where a column is named for this number, those named for others are not meant.
    let attached = Set((own?.measures ?? [:]).filter { $0.value.contains { place.isOwn($0.range) } }.keys)
    return units[source].keys.sorted().compactMap { column -> Measure? in
      let unit = units[source][column]!
      let factors = factors(unit.kind)
      guard !factors.isEmpty else { return nil }
      if let named = own?.measures[column] {
        // The nearer a name, the surer; one that stands nearer to another number is that number's.
        let best = named.map { one -> (Double, Double) in
          let near = max(0.4, 1.3 - 0.08 * place.distance(one.range)) * (place.isOwn(one.range) ? 1 : 0.5)
          return (one.weight * near, place.nearness(one.range))
        }.max { $0.0 < $1.0 }!
        let isBesides = isHead[column] == false && isHead.contains { $0.value }
        if isBesides || !attached.isEmpty && !attached.contains(column) {
          return Measure(column: column, factors: factors, naming: .aside, weight: 0.2 * best.0)
        }
        // Encounters with Venezuelans are no encounters with everybody.
        if named.allSatisfy(\.isGeneric),
          specific.contains(where: {
            $0.key != column && $0.value >= best.1 && columns[$0.key].unit == columns[column].unit
          })
        {
          return Measure(column: column, factors: factors, naming: .aside, weight: 0.4 * best.0)
        }
        return Measure(column: column, factors: factors, naming: best.1 >= 1 ? .near : .sentence, weight: best.0)
      }
      if let weight = context.carriedMeasure(source, column) {
        return Measure(
          column: column, factors: factors, naming: attached.isEmpty ? .inherited : .aside, weight: 0.4 * weight)
      }
      let isTelling = unit.kind != .count || units[source].count == 1
      guard isTelling, own != nil || context.speaks(of: source) else { return nil }
      return Measure(column: column, factors: factors, naming: .unit, weight: 0.5)
    }
  }

  /// What the sentence's words and period select in a column.
  func candidates(_ source: Int, _ measure: Measure, _ place: NumberPlace, _ context: SentenceContext) -> [Candidate] {
    var found: [Candidate] = []
    for narrowing in narrowings(source, place, context) {
      for (frame, timing, isSure) in frames(place, context) {
        guard times.hasPeriods(source) else {
          if timing == .newest || context.periods.isEmpty || frame != nil {
            append(source, measure, narrowing, nil, .timeless, true, context, &found)
          }
          break
        }
        if timing == .newest, isOnlyRow(source, narrowing) {
          append(source, measure, narrowing, nil, .timeless, true, context, &found)
          continue
        }
        let count = found.count
        for choice in times.choices(source, frame, narrowing.conditions) {
          append(source, measure, narrowing, choice, timing, isSure, context, &found)
        }
        if found.count == count, frame != nil, let undated = times.undated(source) {
          append(source, measure, narrowing, undated, timing, isSure, context, &found)
        }
      }
    }
    return found
  }

  /// Whether the values that the sentence itself names leave one row of all periods: no time needs to be said.
  private func isOnlyRow(_ source: Int, _ narrowing: Narrowing) -> Bool {
    narrowing.owned > 0 && selector.rows(source, narrowing.conditions).count == 1
  }

  private func append(
    _ source: Int, _ measure: Measure, _ narrowing: Narrowing, _ choice: TimeFinder.Choice?, _ timing: Candidate.Timing,
    _ isSure: Bool, _ context: SentenceContext, _ found: inout [Candidate]
  ) {
    var conditions = narrowing.conditions
    if let choice { conditions[choice.column] = choice.codes }
    guard let outcome = selector.outcome(source, measure.column, conditions) else { return }
    var score = self.score(source, measure, narrowing, context)
    switch timing {
    case .own: score += isSure ? 1 : 0.6
    case .inherited, .timeless: score += 0.5
    case .newest, .found: break
    }
    let shift = units[source][measure.column]!.shift
    var isExact = choice?.isExact ?? true
    // What flows is not said of a day by the month around it, and what does not add up not by all that was before.
    if let choice, case .number(_, let adds) = index.sources[source].columns[measure.column].role {
      let isFlow = adds.covers(time: true, places: false)
      if choice.isAround && isFlow || choice.isOpen && !isFlow { isExact = false }
    }
    let isAside = timing == .newest && context.carriedPeriod != nil
    found.append(
      Candidate(
        source: source, column: measure.column, conditions: conditions, rows: outcome.rows,
        value: ExactNumber(units: outcome.value.units, places: outcome.value.places + shift), factor: ExactNumber(1),
        timing: timing, naming: measure.naming, isSure: isSure && narrowing.isSure, isExact: isExact,
        isRival: isExact && !isAside && choice?.isRival ?? true, owned: narrowing.owned,
        isCarried: narrowing.carried > 0, score: score, agreement: .differs))
  }

  private func score(_ source: Int, _ measure: Measure, _ narrowing: Narrowing, _ context: SentenceContext) -> Double {
    let own = context.evidence[source]?.subject ?? []
    var before: Set<Int32> = []
    for sentence in context.carried { before.formUnion(sentence[source]?.subject ?? []) }
    let subject = index.weight(own) + 0.4 * index.weight(before.subtracting(own))
    return min(subject, 8) + measure.weight + 1.5 * Double(narrowing.owned) + 0.4 * Double(narrowing.carried)
      + (index.sources[source].isTable ? 0.2 : 0) - Double(min(2, unknown(source, context))) * 2
  }

  /// How many values that the sentence names a source does not know: of what CNN counted, a table without newsrooms says less.
  private func unknown(_ source: Int, _ context: SentenceContext) -> Int {
    context.values.count { stems in !stems.contains(where: index.vocabularies[source].contains) }
  }

  /// The periods that the number may be of, the likeliest only.
  private func frames(
    _ place: NumberPlace, _ context: SentenceContext
  ) -> [(frame: PeriodFrame?, timing: Candidate.Timing, isSure: Bool)] {
    if let (i, isSure) = place.own(among: context.periods.map(\.range)),
      !place.isBase || place.isNext(context.periods[i].range)
    {
      var frames = [
        (
          frame: PeriodFrame?.some(context.periods[i].frame), timing: Candidate.Timing.own,
          isSure: isSure && context.periods[i].isSure
        )
      ]
      if context.isJoint, context.periods.count > 1 {
        let all = context.periods.dropFirst().reduce(context.periods[0].frame) { $0.joined(with: $1.frame) }
        frames.append((all, .own, false))
      }
      if !isSure, let frame = context.carriedPeriod { frames.append((frame, .inherited, false)) }
      return frames
    }
    if let frame = context.carriedPeriod { return [(frame, .inherited, true), (nil, .newest, false)] }
    return [(nil, .newest, true)]
  }

  /// The values that narrow the rows: those of the sentence, and, one way with and one way without, those of the sentences before.
  private func narrowings(_ source: Int, _ place: NumberPlace, _ context: SentenceContext) -> [Narrowing] {
    var base = Narrowing()
    var carried: [Int: Set<Int32>] = [:]
    let data = index.sources[source].rows
    for (i, column) in data.columns.enumerated() where column.role == .name {
      // What follows behind a comma and is said of another number is of that one only: crossings, 209,897 of them by Venezuelans.
      let named = (context.evidence[source]?.values[i] ?? []).filter { one in
        let range = one.named.range
        return range.lowerBound < place.number.upperBound || !place.isApart(range) || place.isOwn(range)
      }
      let whole = column.whole.flatMap { data.texts[i].firstIndex(of: $0) }.map(Int32.init)
      let parts = named.contains { $0.code != whole } ? named.filter { $0.code != whole } : named
      if let (chosen, isSure) = place.own(among: Self.distinct(parts.map(\.named.range))) {
        let range = Self.distinct(parts.map(\.named.range))[chosen]
        let isJoint = context.isJoint && Set(parts.map(\.code)).count > 1
        base.conditions[i] = Set(parts.filter { isJoint || $0.named.range == range }.map(\.code))
        base.owned += 1
      } else if let codes = context.carriedCodes(source, i) {
        carried[i] = codes
        if let whole { base.conditions[i] = [whole] }
      } else if let whole {
        base.conditions[i] = [whole]
      }
    }
    var all = [base]
    // Words that are values of several columns may be meant as one of them only.
    if base.owned > 1, selector.rows(source, base.conditions).isEmpty {
      all = base.conditions.keys.sorted().map { column in
        var wider = base
        wider.conditions[column] = nil
        wider.owned -= 1
        wider.isSure = false
        return wider
      }
    }
    for (column, codes) in carried.sorted(by: { $0.key < $1.key }).prefix(2) {
      all += all.map { narrowing in
        var narrower = narrowing
        narrower.conditions[column] = codes
        narrower.carried += 1
        return narrower
      }
    }
    return all
  }

  private static func distinct(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for range in ranges where !found.contains(range) { found.append(range) }
    return found.sorted { $0.lowerBound < $1.lowerBound }
  }

  // MARK: By value

  /// Among more rows than these a number is found by accident.
  private static let mostSearched = 20_000

  /// Rows with just this number where the sentence leaves open which row is meant: only numbers of four digits or more, which no other row
  /// has by accident.
  private func rowsFoundByValue(
    _ source: Int, _ measure: Measure, _ place: NumberPlace, _ context: SentenceContext, _ number: ExactNumber,
    _ tolerance: ExactNumber, _ hedge: Hedge
  ) -> [Candidate] {
    guard hedge == .none || hedge == .about || hedge == .nearly || hedge == .atLeast,
      number.magnitude >= ExactNumber(100)
    else { return [] }
    let plain = number.magnitude.units
    guard String(plain).reversed().drop(while: { $0 == "0" }).count >= 4 else { return [] }
    let data = index.sources[source].rows
    let numbers = data.numbers(measure.column)
    let shift = units[source][measure.column]!.shift
    guard case .number(let places, _) = data.columns[measure.column].role else { return [] }
    var found: [Candidate] = []
    let frames = self.frames(place, context)
    for narrowing in narrowings(source, place, context) where narrowing.carried == 0 {
      var conditions = narrowing.conditions
      var isExact = true
      if let own = frames.first(where: { $0.timing == .own }) {
        guard let choice = times.choices(source, own.frame, conditions).first ?? times.undated(source) else { continue }
        conditions[choice.column] = choice.codes
        isExact = choice.isExact
      }
      let rows = selector.rows(source, conditions)
      guard rows.count <= Self.mostSearched else { continue }
      for row in rows where numbers[Int(row)] != FactRows.noNumber {
        let value = ExactNumber(units: Int128(numbers[Int(row)]), places: places + shift)
        for factor in measure.factors {
          let agreement = Agreement(number, tolerance: tolerance, value: value, factor: factor, hedge: .none)
          guard agreement.grade == .exact, found.count < 20 else { continue }
          let timing: Candidate.Timing = frames.first?.timing == .own ? .own : .found
          found.append(
            Candidate(
              source: source, column: measure.column, conditions: conditions, rows: [row], value: value, factor: factor,
              timing: timing, naming: measure.naming, isSure: false, isExact: isExact, isLoose: true,
              owned: narrowing.owned,
              isCarried: false,
              score: score(source, measure, narrowing, context), agreement: agreement))
        }
      }
    }
    return found
  }
}
