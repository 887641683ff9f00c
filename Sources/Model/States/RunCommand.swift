/// The command that an execution came from, as the ledger stores it.
package struct RunCommand: Equatable, Sendable {
  package enum Kind: String, Sendable { case run, add, backfill, rebuild, accept, withdraw, retry }

  package var kind: Kind
  /// The pipelines and datasets that it names; empty where it is about all of them.
  package var targets: [String]

  package init(_ kind: Kind, _ targets: [String] = []) {
    self.kind = kind
    self.targets = targets
  }

  /// As it is typed behind the program's name: `add DATASET`.
  package var text: String { ([kind.rawValue] + targets).joined(separator: " ") }
}
