// The standard library needs this function for comparing strings and exports it only under this name. The
// alternatives are ICU, which comes with Foundation (30 MB), or tables of our own.
@_spi(_Unicode) import Swift

extension String {
  /// The text in Unicode normalization form C: a letter and its marks become one character where one exists.
  package var composed: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    var out = ""
    for scalar in _nfc { out.unicodeScalars.append(scalar) }
    return out
  }
}
