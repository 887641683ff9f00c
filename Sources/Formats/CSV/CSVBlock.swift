/// The structure of 64 bytes of CSV.
struct CSVBlock {
  /// Bit i is set if byte i is a comma, a quote, a line feed or a carriage return.
  var structure: UInt64
  /// True if a byte is NUL or not ASCII: the records that overlap the block must be checked.
  var isSuspect: Bool

  /// Reads 64 bytes at any alignment.
  @inline(__always)
  init(at start: UnsafePointer<UInt8>) {
    let bytes = UnsafeRawPointer(start).loadUnaligned(as: SIMD64<UInt8>.self)
    let found = Self.lanes(bytes, ",") | Self.lanes(bytes, "\"") | Self.lanes(bytes, "\n") | Self.lanes(bytes, "\r")
    let suspect = Self.lanes(bytes, "\0") | (unsafeBitCast(bytes, to: SIMD8<UInt64>.self) & 0x8080_8080_8080_8080)
    structure = Self.bits(found)
    isSuspect = Self.combined(suspect) != 0
  }

  /// 0xFF for each byte that equals `wanted`, 0x00 for the others. Comparing two vectors takes one instruction per 16
  /// bytes; comparing with a scalar, or with `.<`, becomes a loop over the bytes in Swift 6.3.
  @inline(__always)
  private static func lanes(_ bytes: SIMD64<UInt8>, _ wanted: Unicode.Scalar) -> SIMD8<UInt64> {
    unsafeBitCast(bytes .== SIMD64<UInt8>(repeating: UInt8(ascii: wanted)), to: SIMD8<UInt64>.self)
  }

  /// One bit for each of 64 bytes that are all 0x00 or 0xFF.
  ///
  /// Swift has no "move mask" instruction. Lane k contributes bit k of every byte, which leaves an 8 by 8 matrix of
  /// bits to transpose (Hacker's Delight, 7-3): some 20 operations for 64 bytes.
  @inline(__always)
  private static func bits(_ lanes: SIMD8<UInt64>) -> UInt64 {
    let one: UInt64 = 0x0101_0101_0101_0101
    let weights = SIMD8<UInt64>(one, one << 1, one << 2, one << 3, one << 4, one << 5, one << 6, one << 7)
    var x = combined(lanes & weights)
    var swap = (x ^ (x >> 7)) & 0x00AA_00AA_00AA_00AA
    x ^= swap ^ (swap << 7)
    swap = (x ^ (x >> 14)) & 0x0000_CCCC_0000_CCCC
    x ^= swap ^ (swap << 14)
    swap = (x ^ (x >> 28)) & 0x0000_0000_F0F0_F0F0
    return x ^ swap ^ (swap << 28)
  }

  @inline(__always)
  private static func combined(_ lanes: SIMD8<UInt64>) -> UInt64 {
    let four = lanes.lowHalf | lanes.highHalf
    let two = four.lowHalf | four.highHalf
    return two[0] | two[1]
  }
}
