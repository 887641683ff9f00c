/// The English names of the months, numbered from 1.
package enum Months {
  package static let names = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// `November`.
  package static func name(_ month: Int) -> String { names[month - 1] }

  /// Before a day, as AP style writes it: `Nov.`, `Sept.`, and from March to July in full.
  package static func beforeDay(_ month: Int) -> String {
    if 3...7 ~= month { return name(month) }
    return month == 9 ? "Sept." : shortName(month) + "."
  }

  /// `Nov`.
  package static func shortName(_ month: Int) -> String { String(names[month - 1].prefix(3)) }

  /// Every spelling that ``number(_:)`` reads, in lower case.
  package static let written: [String: Int] = {
    var written = ["sept": 9]
    for (i, name) in names.enumerated() {
      written[name.lowercased()] = i + 1
      written[name.prefix(3).lowercased()] = i + 1
    }
    return written
  }()

  /// 1 to 12 for a full name, its first three letters, or `sept`, in any case; nil for any other text.
  package static func number(_ name: some StringProtocol) -> Int? { written[name.lowercased()] }
}
