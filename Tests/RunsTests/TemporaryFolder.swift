import Foundation

/// A folder that is removed with the value.
final class TemporaryFolder {
  let path = NSTemporaryDirectory() + "soundings-runs-\(UUID().uuidString)"

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
