import Model

/// A record in quarantine with its place.
package struct QuarantinedRecord: Sendable {
  package var address: RecordAddress
  package var item: Quarantined
}
