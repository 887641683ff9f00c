import Glibc

/// Checks that bytes are text as Soundings accepts it: UTF-8 without NUL.
enum TextCheck {
  enum Fault: Equatable {
    case nul(offset: Int)
    case notUTF8(offset: Int)

    var isNUL: Bool { if case .nul = self { true } else { false } }
  }

  static func fault(_ bytes: UnsafeBufferPointer<UInt8>) -> Fault? {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return nil }
    if let nul = memchr(start, 0, bytes.count) {
      return .nul(offset: UnsafeRawPointer(nul) - UnsafeRawPointer(start))
    }
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return .notUTF8(offset: error.byteOffsets.lowerBound)
    }
  }
}
