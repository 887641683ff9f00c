/// Why a body could not be taken as it came.
enum BodyFailure: Error, Equatable {
  /// The decoded body passes the limit.
  case tooLong
  /// The compressed stream ends before its own end.
  case cutOff(String)
  /// The compressed stream is damaged, or is none.
  case damaged(String)
  /// The temporary file cannot be written.
  case disk(String)
}
