import Model

extension Edition {
  /// The hashes of its snapshots, in their order.
  var hashes: [String] { snapshots.map(\.sha256) }
}
