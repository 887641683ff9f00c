/// The effect of a `style` attribute on its element.
enum WikitextStyle {
  static func sight(of style: String) -> WikitextAttributes.Sight {
    for declaration in style.lowercased().split(separator: ";") {
      let parts = declaration.split(separator: ":", maxSplits: 1)
      let property = words(parts.first ?? "")
      if property.isEmpty { continue }
      let value = words(parts.count > 1 ? parts[1] : "").split(separator: "!").first.map { words($0) } ?? ""
      switch (property, value) {
      case ("display", "none"), ("visibility", "hidden"), ("visibility", "collapse"),
        ("text-decoration", "line-through"),
        ("text-decoration-line", "line-through"):
        return .unseen
      case ("text-decoration", "none"), ("text-decoration", "underline"), ("visibility", "visible"): continue
      case ("vertical-align", "top"), ("vertical-align", "middle"), ("vertical-align", "bottom"),
        ("vertical-align", "baseline"):
        continue
      case ("font-size", _), ("width", _), ("min-width", _), ("max-width", _):
        if value.hasPrefix("0") || value.hasPrefix(".") { return .unclear("the style '\(words(declaration))'") }
      case ("color", _):
        if ["transparent", "white", "#fff"].contains(where: value.hasPrefix) || value.contains("(") {
          return .unclear("the style '\(words(declaration))'")
        }
      default:
        let isPlain = plain.contains(property) || ["border", "padding"].contains(where: property.hasPrefix)
        if !isPlain { return .unclear("the style '\(words(declaration))'") }
      }
    }
    return .seen
  }

  private static let plain: Set<String> = [
    "background", "background-color", "font-weight", "font-style", "font-family", "white-space", "text-align",
  ]

  private static func words(_ text: some StringProtocol) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
