import Manifest
import Model
import Publishing
import System
import Warehouse
import Words

/// `soundings proof ARTICLE --out FILE`: an article's figures with everything behind them, in one file to pass on.
package struct ProofVerb {
  package var article: String
  package var asOf: Day?
  package var out: String

  package init(article: String, asOf: Day?, out: String) {
    self.article = article
    self.asOf = asOf
    self.out = out
  }

  /// A proof that was written.
  package struct Report: Sendable {
    /// As it was given.
    package var file: String
    package var proof: Proof
    package var bytes: Int
    /// The SHA-256 of the whole file: a copy with another one is not the same file.
    package var sha256: String
    /// Figures whose SQL found no value although they declare data.
    package var remarks: [Problem]
  }

  /// - Throws: ``Problem`` if the article is unknown, a figure cannot be judged, its records do not give its value, the
  ///   archive is damaged, or the file cannot be written.
  package func run(_ project: Project) throws -> Report {
    let article = try project.library.article(named: article)
    let (proof, remarks) = try project.openWarehouse().read { session in
      try ProofCollector(project: project, session: session, article: article, asOf: asOf, madeAsOf: asOf)
        .collect()
    }
    let page = try Self.page(of: proof)
    try AtomicFile.write(page, to: out)
    return Report(file: out, proof: proof, bytes: page.count, sha256: Hash.sha256(page), remarks: remarks)
  }

  /// The page with the data's hash.
  static func page(of proof: Proof) throws -> [UInt8] {
    let data = try ProofPage.data(of: proof)
    return ProofPage.bytes(of: proof, data: data, sha256: Hash.sha256(data))
  }
}

extension ProofVerb.Report: Documented {
  package struct Document: Encodable {
    struct Figure: Encodable {
      let id: String
      let verdict: Verdict
    }

    let file, sha256: String
    let bytes: Int
    let article: String
    let asOf: String?
    let referenceDay: String
    let figures: [Figure]
    let files: Int
  }

  package var document: Document {
    Document(
      file: file, sha256: sha256, bytes: bytes, article: proof.article.name, asOf: proof.asOf,
      referenceDay: proof.referenceDay,
      figures: proof.figures.map { Document.Figure(id: $0.id, verdict: $0.verdict) }, files: proof.files.count)
  }
}
