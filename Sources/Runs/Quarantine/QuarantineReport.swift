import Model

/// What is in quarantine of one dataset.
package struct QuarantineReport: Encodable, Sendable {
  package struct Edition: Encodable, Sendable {
    package var edition: String
    package var origin: EditionOrigin
    package var state: EditionState
    /// All of its records in quarantine; `records` has the first ten thousand.
    package var count: Int
    /// Why a person accepted the edition without them; nil if nobody did.
    package var acceptedBecause: String?
    package var records: [Record]
  }

  package struct Record: Encodable, Sendable {
    package var page: Int
    package var record: Int
    /// The contract's column; nil if the record as a whole is defective.
    package var column: String?
    package var value: String?
    package var reason: String
    /// The record as the publisher wrote it; nil if it was not asked for.
    package var text: String?
  }

  package var dataset: String
  /// In the order of the editions; those without a record in quarantine are left out.
  package var editions: [Edition] = []
}
