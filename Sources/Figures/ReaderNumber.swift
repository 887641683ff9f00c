import Manifest
import Model

/// How many decimals of a figure's value a reader is shown: few, but enough that what is shown has the same verdict.
package struct ReaderNumber: Equatable, Sendable {
  /// Quotients have four decimals, and nothing that is printed has more.
  private static let most = 4

  private let decimals: Int

  /// - Parameters:
  ///   - values: those that stand beside one another, as of publication and now: where they differ, it shows.
  ///   - holds: whether a number agrees with what is printed.
  package init(_ values: [FigureValue], holds: (ExactNumber) -> Bool) {
    let numbers = values.compactMap { if case .number(let number) = $0 { number } else { nil } }
    decimals =
      (1..<Self.most).first { decimals in
        let shown = numbers.map { Self.rounded($0, decimals) }
        return zip(numbers, shown).allSatisfy { holds($0) == holds($1) && (!$1.isZero || $0.isZero) }
          && Self.count(shown) == Self.count(numbers)
      } ?? Self.most
  }

  /// The value with its decimals cut; days and quotients as they are.
  package func value(_ value: FigureValue) -> FigureValue {
    guard case .number(let number) = value else { return value }
    return .number(number.places > decimals ? Self.rounded(number, decimals) : number)
  }

  /// Whether something of the value is not shown.
  package func cuts(_ value: FigureValue) -> Bool { self.value(value) != value }

  private static func rounded(_ number: ExactNumber, _ decimals: Int) -> ExactNumber {
    number.divided(by: ExactNumber(1), decimals: decimals) ?? number
  }

  private static func count(_ numbers: [ExactNumber]) -> Int {
    zip(numbers.sorted(), numbers.sorted().dropFirst()).count { $0 != $1 }
  }
}

extension FigureManifest {
  /// How values of the figure that stand beside one another are shown to a reader.
  package func reader(_ values: [FigureValue]) -> ReaderNumber {
    ReaderNumber(values) { rule?.holds(printed, for: .number($0)) ?? true }
  }
}

extension FigureCase {
  /// How its values as of publication and now are shown.
  package var reader: ReaderNumber { figure.reader([then, now]) }
}
