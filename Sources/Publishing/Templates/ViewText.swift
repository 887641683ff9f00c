/// Texts for the views that templates are rendered with.
enum ViewText {
  /// The text, or the value that a template treats as absent if the text is empty or nil.
  static func optional(_ text: String?) -> Any {
    if let text, !text.isEmpty { return text }
    return false
  }

  /// The address if it may be linked: only web addresses; otherwise nil.
  static func link(_ address: String?) -> String? {
    guard let address, address.hasPrefix("https://") || address.hasPrefix("http://"),
      address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    return address
  }
}
