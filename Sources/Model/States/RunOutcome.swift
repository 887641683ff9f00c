/// How one execution ended for one pipeline.
package enum RunOutcome: String, Sendable {
  case done
  /// The pipeline could not be updated; its old state is unchanged.
  case failed
}
