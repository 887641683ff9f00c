import Manifest
import Model
import Words

/// An event along a chart's axis of time.
struct ChartAnnotation: Equatable {
  /// Along the axis (see ``ChartTime``); of a year or month that has a bar or point, its middle.
  var from: Double
  /// The end of a span; nil for a single date.
  var to: Double?
  var text: String
  /// Date and text, for who cannot see where it stands.
  var words: String
  /// The first and, of a span, the last day; on an axis of years the year.
  var isoFrom: String
  var isoTo: String?

  /// - Parameter range: the first and last place of the axis.
  /// - Returns: nil where the annotation is outside of them, or the axis is not of time.
  init?(_ annotation: TableAnnotation, on axis: ChartData.Axis, in range: ClosedRange<Double>) {
    guard case .time(let time) = axis else { return nil }
    let isPeriod = annotation.from.precision != .day
    let half = time == .day ? 0.0 : 0.5
    var from = time.start(of: annotation.from.firstDay)
    var to: Double?
    if let end = annotation.to {
      to = time.start(of: end.day + 1)
      // The last day of an axis of days is itself a place.
      if time == .day { to = time.start(of: end.day) }
    } else if isPeriod {
      // The middle of a month or year is where its number stands.
      from += half
    }
    let (first, last) = (range.lowerBound - half, range.upperBound + half)
    // A span that only touches the first or last year or month has nothing in it.
    let isWithin =
      to.map { half > 0 ? from < last && $0 > first : from <= last && $0 >= first } ?? (first...last ~= from)
    guard isWithin else { return nil }
    self.from = min(max(from, range.lowerBound - half), range.upperBound + half)
    self.to = to.map { min($0, range.upperBound + half) }
    text = TextWidth.printable(annotation.text)
    let dates = [annotation.from, annotation.to].compactMap { $0.map(Self.words) }
    words = "\(text) (\(dates.joined(separator: " to ")))"
    // What lies outside of the axis would stretch it.
    isoFrom = from < range.lowerBound - half ? time.iso(range.lowerBound) : Self.iso(annotation.from.firstDay, time)
    isoTo = annotation.to.map { end in
      to ?? 0 > range.upperBound + half ? time.iso(range.upperBound) : Self.iso(end.day, time)
    }
  }

  private static func words(_ date: PublishedDate) -> String {
    let (year, month, _) = date.day.civil
    return switch date.precision {
    case .day: date.day.words
    case .month: "\(Months.name(month)) \(year)"
    case .year: "\(year)"
    }
  }

  private static func iso(_ day: Day, _ time: ChartTime) -> String {
    time == .year ? "\(day.civil.year)" : day.description
  }
}

extension ChartTime {
  /// The position of the beginning of a day. A year's or month's number stands in its middle, so it begins half a step before.
  fileprivate func start(of day: Day) -> Double {
    let (year, month, dayOfMonth) = day.civil
    switch self {
    case .year: return Double(year) - 0.5 + Double(month - 1) / 12
    case .month:
      let length = Double(Day.length(ofMonth: month, year: year))
      return Double(year * 12 + month - 1) - 0.5 + Double(dayOfMonth - 1) / length
    case .day: return Double(day.daysSince1970)
    }
  }
}
