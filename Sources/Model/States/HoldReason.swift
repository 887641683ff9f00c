/// Why an edition is held, apart from the words for it.
package enum HoldReason: String, Encodable, Sendable {
  /// The bytes end in the middle of a record.
  case cutShort = "cut_short"
  /// Its newest period is older than its file's name says.
  case behindItsName = "behind_its_name"
  /// A key that the contract declares is in no record.
  case drift
  /// A category that the contract does not know.
  case newValue = "new_value"
  /// Two records have one key.
  case duplicateKey = "duplicate_key"
  /// No records, or none that keeps the contract.
  case noRows = "no_rows"
  /// Records broke the contract, so that sums would lack them.
  case quarantine
  /// Too few rows, or too many.
  case rows
  /// What was known moved too far.
  case values
  /// The publisher's own total is not the sum of its rows.
  case controlTotal = "control_total"
  /// It arrived late, and would hold an edition after it that was here before.
  case lateArrival = "late_arrival"
  /// A check of the pipeline that reads nothing but its dataset returns rows.
  case check
  /// Published later than today.
  case future
  /// The bytes are not what the manifest reads.
  case unreadable

  /// Whether a person may use the edition in spite of it (`soundings accept`). What is cut, drifted or repeated needs another
  /// file or a corrected manifest: to accept it would publish what nobody can vouch for.
  package var canBeAccepted: Bool {
    switch self {
    case .quarantine, .rows, .values, .controlTotal, .lateArrival: true
    case .cutShort, .behindItsName, .drift, .newValue, .duplicateKey, .noRows, .check, .future, .unreadable: false
    }
  }
}
