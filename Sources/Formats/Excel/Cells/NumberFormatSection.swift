/// One of the parts of a number format's code, which semicolons separate.
struct NumberFormatSection: Equatable {
  enum Part: Equatable {
    /// `0`, `#`, `?`, `.`, `,`, `%`, `/` or `@`.
    case sign(Character)
    /// A letter of a date or a time.
    case letter(Character)
    /// Text that is shown as it is.
    case literal(String)
    case general
    /// `[h]`: hours beyond a day.
    case elapsed
    /// `E+`.
    case exponent
    /// A condition such as `[>100]`.
    case condition
  }

  private(set) var parts: [Part] = []

  /// Splits a code at its semicolons, but for those in quotes or brackets and those after a backslash.
  static func split(_ code: String) -> [String] {
    var sections = [""]
    var closing: Character?
    var isEscaped = false
    for character in code.prefix(1000) {
      if isEscaped {
        isEscaped = false
      } else if let end = closing {
        if character == end { closing = nil }
      } else if character == "\\" || character == "_" || character == "*" {
        isEscaped = true
      } else if character == "\"" {
        closing = "\""
      } else if character == "[" {
        closing = "]"
      } else if character == ";" {
        sections.append("")
        continue
      }
      sections[sections.count - 1].append(character)
    }
    return sections
  }

  init(_ code: String) {
    var rest = Substring(code)
    while let first = rest.first {
      rest = rest.dropFirst()
      switch first {
      case "\"":
        let text = rest.prefix { $0 != "\"" }
        rest = rest.dropFirst(text.count + 1)
        add(literal: String(text))
      case "\\":
        add(literal: String(rest.prefix(1)))
        rest = rest.dropFirst()
      // Room as wide as a character, and a character that fills the cell: layout.
      case "_", "*": rest = rest.dropFirst()
      case "[":
        let text = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(text.count + 1)
        add(brackets: text)
      case "0", "#", "?", ".", ",", "%", "@": parts.append(.sign(first))
      case "g" where rest.lowercased().hasPrefix("eneral"), "G" where rest.lowercased().hasPrefix("eneral"):
        rest = rest.dropFirst(6)
        parts.append(.general)
      case "a" where rest.lowercased().hasPrefix("m/pm"), "A" where rest.lowercased().hasPrefix("m/pm"):
        rest = rest.dropFirst(4)
        parts.append(.letter("h"))
      case "a" where rest.lowercased().hasPrefix("/p"), "A" where rest.lowercased().hasPrefix("/p"):
        rest = rest.dropFirst(2)
        parts.append(.letter("h"))
      case "E" where rest.first == "+" || rest.first == "-", "e" where rest.first == "+" || rest.first == "-":
        rest = rest.dropFirst()
        parts.append(.exponent)
      case _ where first.isASCII && first.isLetter: parts.append(.letter(Character(first.lowercased())))
      default: add(literal: String(first))
      }
    }
  }

  private mutating func add(literal text: String) {
    if case .literal(let before)? = parts.last {
      parts[parts.count - 1] = .literal(before + text)
    } else if !text.isEmpty {
      parts.append(.literal(text))
    }
  }

  /// A color, a currency (`[$€-407]`), a condition, or hours beyond a day.
  private mutating func add(brackets text: Substring) {
    let lower = text.lowercased()
    if text.hasPrefix("$") {
      add(literal: String(text.dropFirst().prefix { $0 != "-" }))
    } else if let first = lower.first, "hms".contains(first), lower.allSatisfy({ $0 == first }) {
      parts.append(.elapsed)
    } else if !Self.colors.contains(where: { lower.hasPrefix($0) }) {
      parts.append(.condition)
    }
  }

  private static let colors = ["black", "blue", "cyan", "green", "magenta", "red", "white", "yellow", "color"]
}
