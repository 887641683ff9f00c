import Words

/// What an address says about the edition behind it, read without an expression: the publisher may have changed how the name is
/// written, so months in full, years in four digits, and blanks for hyphens are read too.
struct LooseFacts: Equatable {
  /// The newest date in the folders, or else in the name, as the number YYYYMMDD; a month or a year ends in zeros.
  private(set) var published: Int?
  /// The last month of the data by fiscal year or by year and month in the name, as the number YYYYMM.
  private(set) var through: Int?
  /// The words of the name besides months, `fy` and upload numbers, in lower case; of the folders where the name has none.
  private(set) var words: [String] = []
  /// The name's ending after the last period, in lower case.
  private(set) var ending = ""

  /// - Parameter address: an absolute address, or a path.
  init(_ address: String) {
    let path = Self.path(of: address)
    var segments = path.split(separator: "/").map(Self.tokens)
    let name = segments.popLast() ?? []
    let folders = segments.flatMap { $0 + [""] }
    published = Self.newestDate(folders) ?? Self.newestDate(name)
    through = Self.through(name)
    let text = path.split(separator: "/").last ?? ""
    if let period = text.lastIndex(of: ".") { ending = String(text[text.index(after: period)...]).filter(\.isLetter) }
    words = words(of: name)
    if words.isEmpty { words = words(of: segments.dropFirst(path.contains("://") ? 2 : 0).flatMap(\.self)) }
  }

  /// The path of an address without escapes, in lower case. Where a query names the file (`/download?file=boats.csv`), that is its end.
  private static func path(of address: String) -> String {
    let parts = address.prefix { $0 != "#" }.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = PercentEscapes.decoded(String(parts.first ?? "")).lowercased()
    guard parts.count > 1, !(path.split(separator: "/").last ?? "").contains(".") else { return path }
    let values = parts[1].split(separator: "&").compactMap { field in
      field.firstIndex(of: "=").map { PercentEscapes.decoded(String(field[field.index(after: $0)...])).lowercased() }
    }
    let file = values.first { value in
      guard let name = value.split(separator: "/").last, let period = name.lastIndex(of: ".") else { return false }
      return period != name.startIndex && name[period...].dropFirst().first?.isLetter == true
    }
    return file.map { path + "/" + $0 } ?? path
  }

  private func words(of tokens: [String]) -> [String] {
    tokens.filter { token in
      token.first?.isLetter == true && token != "fy" && token != ending && Months.number(token) == nil
    }
  }

  /// Whether this one is newer than all of `others` by its date or by its last month.
  func isNewer(than others: [LooseFacts]) -> Bool {
    func exceeds(_ fact: KeyPath<LooseFacts, Int?>) -> Bool {
      guard let own = self[keyPath: fact], let newest = others.compactMap({ $0[keyPath: fact] }).max() else {
        return false
      }
      return own > newest
    }
    return exceeds(\.published) || exceeds(\.through)
  }

  /// The runs of letters and of digits in a text.
  private static func tokens(_ text: Substring) -> [String] {
    var tokens: [String] = []
    var previous: Character?
    for character in text {
      let isKept = character.isLetter || (character.isASCII && character.isNumber)
      let goesOn = previous.map { $0.isLetter == character.isLetter } ?? false
      if isKept, goesOn {
        tokens[tokens.count - 1].append(character)
      } else if isKept {
        tokens.append(String(character))
      }
      previous = isKept ? character : nil
    }
    return tokens
  }

  private static func newestDate(_ tokens: [String]) -> Int? {
    var newest: Int?
    for (i, token) in tokens.enumerated() where i == 0 || tokens[i - 1] != "fy" {
      let next = tokens[(i + 1)...].first { !$0.isEmpty } ?? ""
      let isOneFolder = i + 1 < tokens.count && !tokens[i + 1].isEmpty
      let last = isOneFolder ? tokens.dropFirst(i + 2).first ?? "" : ""
      guard let date = date(token, next: next, last: last, isFolder: tokens.contains("")) else { continue }
      newest = max(newest ?? 0, date)
    }
    return newest
  }

  /// A year and the tokens after it as YYYYMMDD; a year alone counts only as a folder.
  private static func date(_ token: String, next: String, last: String, isFolder: Bool) -> Int? {
    let number = Int(token) ?? 0
    if token.count == 8 || token.count == 6 {
      let date = token.count == 8 ? number : number * 100
      return isYear(date / 10_000) && (1...12).contains(date / 100 % 100) && date % 100 <= 31 ? date : nil
    }
    guard token.count == 4, isYear(number) else { return nil }
    guard let month = next.count <= 2 ? Int(next) : Months.number(next), (1...12).contains(month) else {
      return isFolder ? number * 10_000 : nil
    }
    let day = last.count <= 2 ? Int(last).flatMap { (1...31).contains($0) ? $0 : nil } : nil
    return number * 10_000 + month * 100 + (day ?? 0)
  }

  private static func through(_ name: [String]) -> Int? {
    let month = name.last { Months.number($0) != nil }.flatMap { Months.number($0) }
    if let fy = name.lastIndex(of: "fy"), let first = fiscalYear(name[(fy + 1)...].first) {
      // `fy23-26` ends with the second; a number that does not follow within ten years is a month, a day or a version.
      let second = fiscalYear(name[(fy + 1)...].dropFirst().first).flatMap { first < $0 && $0 < first + 10 ? $0 : nil }
      let year = second ?? first
      // A closed fiscal year ends in September.
      let last = month ?? 9
      return (last >= 10 ? year - 1 : year) * 100 + last
    }
    let year = name.compactMap { $0.count == 4 ? Int($0) : nil }.last(where: isYear)
    return month.flatMap { month in year.map { $0 * 100 + month } }
  }

  private static func fiscalYear(_ digits: String?) -> Int? {
    guard let digits, let number = Int(digits), digits.count == 2 || isYear(number) else { return nil }
    return digits.count == 2 ? 2000 + number : number
  }

  private static func isYear(_ number: Int) -> Bool { (1990...2099).contains(number) }
}
