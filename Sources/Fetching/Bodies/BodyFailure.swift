import System

/// Why a body was rejected while it was being received.
enum BodyFailure: Error, Equatable {
  /// The decoded body exceeds the limit.
  case tooLong
  /// The compressed stream is incomplete.
  case cutOff(String)
  /// The compressed stream is damaged, or is not one.
  case damaged(String)
  /// What came is not the rest of the part that is there, although that was asked for.
  case notTheRest
  /// The temporary file cannot be written.
  case disk(FileFailure)
}
