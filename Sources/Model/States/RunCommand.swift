/// The command of an execution, as the ledger stores it.
package struct RunCommand: Equatable, Sendable {
  package enum Kind: String, Sendable {
    case run, add, backfill, rebuild, accept, withdraw, retry
    case addDocument = "add-document"
    case evidence, sign
  }

  package var kind: Kind
  /// The pipelines and datasets that it names; empty when it applies to all of them.
  package var targets: [String]

  package init(_ kind: Kind, _ targets: [String] = []) {
    self.kind = kind
    self.targets = targets
  }

  /// As typed after the program's name: `add DATASET`.
  package var text: String { ([kind.rawValue] + targets).joined(separator: " ") }

  /// As a remedy names it: the files of an `add` are not known any more.
  package var retyped: String { kind == .add ? "\(text) FILE" : text }
}
