/// Texts for the views that templates are rendered with.
enum ViewText {
  /// The text, or what a template takes for "nothing" where it is empty or nil.
  static func optional(_ text: String?) -> Any {
    if let text, !text.isEmpty { return text }
    return false
  }

  /// The address where it may be linked: to the web, and to nothing else; else nil.
  static func link(_ address: String?) -> String? {
    guard let address, address.hasPrefix("https://") || address.hasPrefix("http://"),
      address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    return address
  }
}
