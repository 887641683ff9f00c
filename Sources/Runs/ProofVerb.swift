import Manifest
import Model
import Publishing
import Warehouse

/// `soundings proof ARTICLE --out FILE`: an article's figures with all that stands behind them, in one file for others.
public struct ProofVerb {
  public var article: String
  public var asOf: Day?
  public var out: String

  public init(article: String, asOf: Day?, out: String) {
    self.article = article
    self.asOf = asOf
    self.out = out
  }

  /// A proof that was written.
  public struct Report: Sendable {
    public var proof: Proof
    public var bytes: Int
    /// The hash of the whole file: who has it can tell whether theirs is the same one.
    public var sha256: String
    /// Figures whose SQL found nothing although it was meant to.
    public var remarks: [Problem]
  }

  public func run(_ desk: Desk) throws -> Report {
    let article = try desk.library.article(named: article)
    let (proof, remarks) = try desk.openWarehouse().read { session in
      try ProofCollector(desk: desk, session: session, article: article, asOf: asOf).collect()
    }
    let page = try Self.page(of: proof)
    try AtomicFile.write(page, to: out)
    return Report(proof: proof, bytes: page.count, sha256: Hex.sha256(page), remarks: remarks)
  }

  /// The page with the data's hash.
  static func page(of proof: Proof) throws -> [UInt8] {
    let data = try ProofPage.data(of: proof)
    return ProofPage.bytes(of: proof, data: data, sha256: Hex.sha256(data))
  }
}
