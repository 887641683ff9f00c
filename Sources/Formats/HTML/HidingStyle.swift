/// What a declaration of a style does to the sight of a text, as far as its value alone says so.
struct HidingStyle {
  /// What makes an element unseen, one independent of the other: the property, under one name where several set the same.
  var property: String
  var hides: Bool
  var isImportant: Bool

  /// The properties that hide an element whatever is around it; others only may.
  static let plain: Set<String> = ["display", "visibility", "text-decoration"]

  /// The declarations of a style that hide or show something.
  ///
  /// - Parameter all: whether those count that only may hide: white letters, an element of no height. They hide a text from a search of quotes.
  static func declarations(_ style: some StringProtocol, all: Bool) -> [HidingStyle] {
    var pairs: [(name: String, value: String)] = []
    for text in plainText(String(style)).split(separator: ";") {
      let parts = text.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let name = parts[0].filter { !$0.isWhitespace }
      pairs.append((String(name), String(parts[1]).trimmed))
    }
    let values = Dictionary(pairs.map { ($0.name, $0.value) }) { _, last in last }
    return pairs.compactMap { name, value in
      let isImportant = value.hasSuffix("important")
      let value = (isImportant ? value.prefix { $0 != "!" } : value[...]).trimmed
      guard !value.isEmpty, let found = sight(name, value, values), all || plain.contains(found.property) else {
        return nil
      }
      return HidingStyle(property: found.property, hides: found.hides, isImportant: isImportant)
    }
  }

  /// Without comments and escapes, in lower case.
  private static func plainText(_ style: String) -> String {
    style.replacing(/\/\*.*?\*\//.dotMatchesNewlines(), with: "")
      .replacing(/\\([0-9A-Fa-f]{1,6}) ?/) {
        UInt32($0.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
      }
      .replacing("\\", with: "").lowercased()
  }

  private static func sight(_ name: String, _ value: String, _ all: [String: String]) -> (
    property: String, hides: Bool
  )? {
    switch name {
    case "display": return (name, value == "none")
    case "visibility": return (name, value == "hidden" || value == "collapse")
    case "text-decoration", "text-decoration-line": return ("text-decoration", value.contains("line-through"))
    case "opacity": return (name, share(value) < 0.1)
    case "filter":
      guard let part = value.firstMatch(of: /opacity\(([^)]*)\)/) else { return (name, false) }
      return (name, share(String(part.1)) < 0.1)
    case "zoom": return (name, share(value) == 0)
    case "font-size": return (name, isTiny(value))
    case "font":
      return value.firstMatch(of: /(?:^|\s)([\d.]+(?:px|pt|em|rem|%)?)\s*(?:\/|\s)/).map {
        ("font-size", isTiny(String($0.1)))
      }
    case "height", "max-height", "width", "max-width":
      let isCut = all["overflow"].map { $0.contains("hidden") || $0.contains("clip") } ?? false
      guard let length = Length(value) else { return (name, false) }
      return (name, length.number == 0 || (isCut && length.number <= 1 && length.unit == "px"))
    case "clip", "clip-path": return (name, value != "none" && value != "auto" && value != "initial")
    case "content-visibility": return (name, value == "hidden")
    case "transform", "translate", "scale": return (name, isMovedAway(name, value))
    case "unicode-bidi": return (name, value.contains("override"))
    case "text-indent", "left", "right", "top", "bottom": return (name, isFar(value))
    case "margin", "margin-left", "margin-top", "margin-right", "margin-bottom":
      return (name, value.split(separator: " ").contains { isFar(String($0)) })
    case "color", "-webkit-text-fill-color":
      let ground = all["background-color"] ?? all["background"]
      // White letters on a ground of their own are seen.
      return (name, Color(value).isUnseen(on: ground))
    default: return nil
    }
  }

  private static func share(_ text: String) -> Double {
    let number = Double(text.prefix { $0.isNumber || $0 == "." || $0 == "-" }.trimmed) ?? 1
    return text.hasSuffix("%") ? number / 100 : number
  }

  private static func isTiny(_ text: String) -> Bool {
    guard let length = Length(text) else { return false }
    switch length.unit {
    case "px", "pt", "": return length.number < 4
    case "em", "rem": return length.number < 0.25
    case "%": return length.number < 25
    default: return length.number == 0
    }
  }

  /// Beyond the edges of what is shown.
  private static func isFar(_ text: String) -> Bool {
    if text.hasPrefix("calc(-") { return true }
    guard let length = Length(text) else { return false }
    switch length.unit {
    case "px", "pt", "": return length.number <= -100 || length.number >= 3000
    case "em", "rem": return abs(length.number) >= 20 && length.number < 0 || length.number >= 200
    case "%", "vw", "vh": return length.number <= -100 || length.number > 100
    default: return length.number <= -100
    }
  }

  private static func isMovedAway(_ name: String, _ value: String) -> Bool {
    if name == "scale" { return value.hasPrefix("0") && share(value) == 0 }
    if value.contains(/scale[xy]?\(\s*0(?:\.0*)?\s*[,)]/) { return true }
    let arguments = value.split { "(),".contains($0) || $0.isWhitespace }
    return (name == "translate" || value.contains("translate")) && arguments.contains { isFar(String($0)) }
  }

  /// A number with its unit, in lower case.
  private struct Length {
    var number: Double
    var unit: String

    init?(_ text: String) {
      let digits = text.prefix { $0.isNumber || $0 == "." || $0 == "-" || $0 == "+" }
      guard let number = Double(digits) else { return nil }
      self.number = number
      unit = text[digits.endIndex...].trimmed
    }
  }

  /// A color, as far as it says whether letters are seen in it.
  private struct Color {
    private let text: String
    private var parts: [Double] = []
    private var alpha = 1.0
    private var isWhite = false

    init(_ text: String) {
      self.text = text
      if text.hasPrefix("#") {
        let digits = text.dropFirst().compactMap(\.hexDigitValue)
        let channels =
          digits.count <= 4
          ? digits.map { $0 * 17 }
          : stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] * 16 + digits[$0 + 1] }
        isWhite = channels.count >= 3 && channels.prefix(3).allSatisfy { $0 >= 0xF0 }
        if channels.count == 4 { alpha = Double(channels[3]) / 255 }
        return
      }
      let numbers = text.split { "(),/ ".contains($0) }.dropFirst().map { HidingStyle.share(String($0)) }
      if numbers.count == 4 { alpha = numbers[3] }
      if text.hasPrefix("rgb"), numbers.count >= 3 {
        isWhite =
          numbers.prefix(3).allSatisfy { $0 >= 240 }
          || (text.contains("%") && numbers.prefix(3).allSatisfy { $0 >= 0.94 && $0 <= 1 })
      }
      if text.hasPrefix("hsl"), numbers.count >= 3 { isWhite = numbers[2] >= 0.94 }
      if ["white", "snow", "ivory", "ghostwhite", "whitesmoke"].contains(text) { isWhite = true }
      if text == "transparent" { alpha = 0 }
    }

    func isUnseen(on ground: String?) -> Bool {
      if alpha < 0.1 || ground == text { return true }
      return isWhite && (ground == nil || Color(ground!).isWhite)
    }
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
