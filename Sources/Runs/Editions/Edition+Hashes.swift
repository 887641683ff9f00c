import Model

extension Edition {
  /// Its bytes, by their hashes.
  var hashes: [String] { snapshots.map(\.sha256) }
}
