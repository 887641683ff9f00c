import Model
import Warehouse

/// Which of a dataset's archived editions are in use and whole. Only for those is the publisher asked "has it changed since?": of any
/// other, "no" would be the wrong news.
struct EditionStanding: Sendable {
  /// By the hashes of its bytes: nil for an edition that is in use and whole, else why it is not, as the end of a sentence.
  private let faults: [[String]: String?]

  /// - Parameter dataset: the name of a dataset of which the warehouse may know nothing.
  init(of dataset: String, _ session: Session) throws {
    var faults: [[String]: String?] = [:]
    for facts in try session.editions(of: dataset) {
      let hashes = try session.snapshots(of: dataset, ordinal: facts.ordinal).map(\.sha256)
      faults[hashes] = .some(Self.fault(of: facts))
    }
    self.faults = faults
  }

  private static func fault(of facts: EditionFacts) -> String? {
    if facts.state == .held { return "is held" }
    return facts.isReported ? "is reported" : nil
  }

  /// Why an edition cannot be relied on: it is held, reported, or not in use (withdrawn, say); nil where it can be.
  func fault(of edition: Edition) -> String? {
    guard let known = faults[edition.hashes] else { return "is not in use" }
    return known
  }
}
