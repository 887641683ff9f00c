// The standard library composes text for comparing strings, and keeps the function itself behind this name. The alternatives
// are ICU, which Foundation brings along (30 MB), or tables of our own.
@_spi(_Unicode) import Swift

extension String {
  /// The text in Unicode's normalization form C: a letter and its marks are one character where there is one.
  package var composed: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    var out = ""
    for scalar in _nfc { out.unicodeScalars.append(scalar) }
    return out
  }
}
