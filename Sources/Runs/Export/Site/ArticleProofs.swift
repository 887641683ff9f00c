import Archive
import Manifest
import Model
import Publishing
import System
import Warehouse

/// The proof of each article, beside its page.
struct ArticleProofs {
  let folder: ExportFolder

  func files() throws -> MadeFiles {
    var made = MadeFiles()
    // Of nothing that is in use, as where all editions are held, there is nothing to prove.
    guard try folder.session.newestDay() != nil else { return made }
    let state = try state()
    // What stops the reading of the warehouse stops the run: it is no problem of one file.
    var stop: (any Error)?
    for article in folder.project.library.articles {
      let file = "\(Site.folder)/proofs/\(article.name).html"
      let signed = "\(try folder.project.archive.signOffs(of: article.name).all)"
      let basis = try [state, Files.sha256(of: article.path).sha256, Hash.sha256(signed)].joined()
      var part = folder.part("proof of \(article.name)", of: basis, in: [""]) {
        do { return MadeFiles(files: [ExportFile(name: file, bytes: try bytes(of: article))]) } catch {
          if !(error is Problem) { stop = error }
          throw error
        }
      }
      if let stop { throw stop }
      // The one of yesterday stays where today's cannot be made.
      if !part.problems.isEmpty { part.standing.append(file) }
      made.add(part)
    }
    return made
  }

  private func bytes(of article: ArticleManifest) throws -> [UInt8] {
    let proof = try ProofCollector(
      project: folder.project, session: folder.session, article: article, asOf: folder.asOf, madeAsOf: folder.asOf
    ).collect().proof
    return try ProofVerb.page(of: proof)
  }

  /// All that any proof is made of, without its article: what the histories follow from, decisions, documents and tables.
  private func state() throws -> String {
    let (project, session) = (folder.project, folder.session)
    var facts = [
      Project.version, ProofCollector.templates, "\(try folder.newest.get())", "\(String(describing: folder.asOf))",
    ]
    facts += folder.bases
    for dataset in project.library.datasets {
      facts.append(dataset.name)
      facts.append(try session.basis(ofRows: dataset.name))
      facts.append(dataset.normalizeSQL)
      facts += try session.editions(of: dataset.name, asOf: folder.asOf).map { "\($0)" }
      facts += try session.appliedDecisions(of: dataset.name).map { "\($0)" }
      facts.append((try? Files.sha256(of: dataset.manifestPath).sha256) ?? "")
      facts +=
        (try? Files.names(in: dataset.folder + "/bundled"))?.filter { $0.hasSuffix(".yaml") }.sorted()
        .map { (try? Files.sha256(of: "\(dataset.folder)/bundled/\($0)").sha256) ?? $0 } ?? []
      // What it is made of is what the warehouse has; a file that cannot be read is reported by its load.
      let loaded = try session.snapshots(of: dataset.name, ordinal: 1).first
      facts += (try? project.evidence.rows(of: dataset, loadedFrom: loaded))?.map { "\($0)" } ?? ["unread"]
    }
    return Hash.sha256(facts.map { Hash.sha256($0) }.joined())
  }
}
