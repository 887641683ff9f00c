import CBrotli

/// Decodes a Content-Encoding while the body streams in.
///
/// libcurl can do that too, but as of 7.88 it ignores an unfinished stream at the end of the transfer, so a stream that
/// was cut off inside a well-formed response would look complete.
protocol ContentDecoder: AnyObject {
  /// Passes the decoded bytes to `sink`, in pieces.
  func decode(_ input: UnsafeBufferPointer<UInt8>, into sink: (UnsafeBufferPointer<UInt8>) throws -> Void) throws
  /// Throws if the stream has not reached its proper end.
  func finish() throws
}

/// Whether a name in Content-Encoding is that of an encoding (IANA's registry). Of what else servers write there, such as a charset, a media
/// type or "none", nothing is to be decoded.
func isContentEncoding(_ name: String) -> Bool {
  let names: Set = [
    "aes128gcm", "br", "compress", "dcb", "dcz", "deflate", "exi", "gzip", "pack200-gzip", "x-compress", "x-gzip",
    "zstd",
  ]
  return name.lowercased().split(separator: ",").contains { part in names.contains(part.filter { !$0.isWhitespace }) }
}

/// The decoder for a Content-Encoding header; throws for an encoding that was not requested.
func contentDecoder(for encoding: String?) throws -> any ContentDecoder {
  switch encoding?.lowercased() {
  case nil, "", "identity": return IdentityDecoder()
  case "gzip", "x-gzip": return try GzipDecoder()
  case "br": return try BrotliDecoder()
  case let other? where !isContentEncoding(other): return IdentityDecoder()
  case let other?: throw BodyFailure.damaged("the body is encoded as '\(other)', which was not requested")
  }
}

extension ContentDecoder {
  /// Decoded bytes are passed on in pieces of at most this many bytes.
  static var pieceSize: Int { 65_536 }
}
