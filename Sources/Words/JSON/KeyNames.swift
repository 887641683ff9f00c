/// Property names as keys in snake case, each computed once: `licenseURL` becomes `license_url`.
final class KeyNames {
  private var known: [String: String] = [:]

  func name(_ key: any CodingKey) -> String {
    if let name = known[key.stringValue] { return name }
    let name = Self.snakeCase(key.stringValue)
    known[key.stringValue] = name
    return name
  }

  private static func snakeCase(_ name: String) -> String {
    let letters = Array(name)
    var out = ""
    for (i, letter) in letters.enumerated() {
      let beginsWord =
        i > 0 && letter.isUppercase
        && (!letters[i - 1].isUppercase || (i + 1 < letters.count && letters[i + 1].isLowercase))
      if beginsWord { out += "_" }
      out += letter.lowercased()
    }
    return out
  }
}
