/// How one execution ended for one pipeline.
package enum RunOutcome: String, Sendable {
  case done
  /// The pipeline could not be brought forward; its old state is unchanged.
  case failed
}
