import Archive
import Fetching
import Manifest
import Model
import System

/// `soundings evidence --fetch`: gets the pages that keyed rows name, politely, one after the other.
///
/// A page that was found is somebody's word, not a dataset that was agreed on: robots.txt is obeyed, redirects included, and each address is
/// asked once.
struct DocumentFetch {
  let project: Project
  /// Asks a web archive for its copies of the addresses, not their own servers.
  let usesWebArchive: Bool
  /// The time in seconds for all of them; nil: that of a run's requests.
  var seconds: Double?
  /// How often a request is repeated; nil: as Config says.
  var retries: Int?
  /// A page is smaller; a report as a PDF may be this large.
  private static let mostBytes = 50_000_000
  /// What a source may be; a page of HTML counts as an error message of the publisher where it is not named.
  private static let types = [
    "text/html", "application/xhtml+xml", "application/pdf", "text/plain", "application/json",
    "application/rss+xml", "application/atom+xml", "application/xml", "text/xml", "text/csv", "image/png",
    "image/jpeg",
  ]

  /// What came of it.
  struct Result {
    var stored: [ArchivedDocument] = []
    var problems: [Problem] = []
    /// The addresses whose servers answered, be it badly.
    var asked: [String] = []
    var wasStopped = false
  }

  /// - Parameters:
  ///   - rows: those whose documents the archive does not have.
  ///   - startedAt: UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  func run(_ rows: [RowEvidence], at startedAt: String) throws -> Result {
    var result = Result()
    let again = "soundings evidence --fetch" + (usesWebArchive ? " --from-web-archive" : "")
    let limited = project.newFetcher(temporaryFolder: project.temporaryFolder, again: again, retries: retries)
      .limited(to: seconds ?? project.configuration.runTimeoutSeconds)
    // The web archive is one that Config names.
    let fetcher = usesWebArchive ? limited : limited.obeyingRobots(strictly: true)
    defer {
      let now = project.clock.secondsSince1970()
      project.askBook.note(fetcher.news, at: now, now: now)
    }
    let shelf = try project.evidence.shelf()
    var asked: Set<String> = []
    for row in rows {
      for address in EvidenceCheck.addresses(row.address) where asked.insert(address).inserted {
        // A page that has changed since is not there as it was: then a web archive may have it.
        let isHere = shelf.documents(of: [address]).contains { !usesWebArchive || $0.capture != nil }
        guard !isHere else { continue }
        guard !project.shouldStop(), !fetcher.isOver else {
          result.wasStopped = true
          return result
        }
        result.asked.append(address)
        do {
          let (fetched, capture) = try download(address, for: row, by: fetcher)
          guard let fetched else { continue }
          defer { fetched.discard() }
          result.stored.append(try store(fetched, from: address, capture: capture, by: fetcher, at: startedAt))
        } catch let failure as FetchFailure {
          // A machine without a network has asked nobody.
          if failure.cause == .unreachable { result.asked.removeAll { $0 == address } }
          var problem = failure.problem
          // Of a keyed row no manifest can be corrected, and no edition stays in use.
          problem.remedy =
            "get the page by hand, then: soundings add-document FILE --source '\(address)' --published DATE"
            + (usesWebArchive ? "" : "; or a web archive's copy: soundings evidence --fetch --from-web-archive")
          result.problems.append(problem)
        } catch let problem as Problem {
          result.problems.append(problem)
        } catch is Stopped {
          result.asked.removeAll { $0 == address }
          result.wasStopped = true
          return result
        }
      }
    }
    return result
  }

  /// - Returns: the bytes, and the address of the capture that they are.
  /// - Throws: ``Problem`` where the web archive has no copy, ``FetchFailure`` where an answer is not one.
  private func download(_ address: String, for row: RowEvidence, by fetcher: Fetcher) throws -> (Fetched?, Capture?) {
    let name = "\(row.dataset) \(row.record)"
    let expect = Expectation(types: Self.types, startsWith: nil, maxBytes: Self.mostBytes)
    guard usesWebArchive else {
      return (try fetcher.download(url: address, name: name, expect: expect, validators: nil), nil)
    }
    let captures = try fetcher.captures(of: address, name: name)
    // As the page was when the row's source said so: a later one may say something else.
    let day = row.reportedOn.flatMap { Day($0) }
    let after = captures.first { capture in
      guard let day, let copied = capture.day else { return false }
      return day <= copied
    }
    guard let capture = after ?? captures.last else {
      throw Problem(
        .failed, at: name, "the web archive has no copy of \(address)",
        remedy: "get the page by hand, then: soundings add-document FILE --source '\(address)' --published DATE")
    }
    return (try fetcher.download(capture, name: name, expect: expect), capture)
  }

  private func store(
    _ fetched: Fetched, from address: String, capture: Capture?, by fetcher: Fetcher, at startedAt: String
  ) throws -> ArchivedDocument {
    // When its words were published is not known: it is the page as it was on this day.
    let day = capture?.day ?? project.clock.today()
    var document = ArchivedDocument(
      file: "", sha256: "", bytes: 0, source: address, published: PublishedDate(day), kind: .original,
      addedAt: startedAt, mediaType: fetched.mediaType ?? "application/octet-stream",
      capture: capture.map(fetcher.address))
    // Who answered may be somebody else than the source.
    if capture == nil { document.redirectedTo = fetched.otherHost }
    let path = String(fetched.effectiveURL.prefix { $0 != "?" && $0 != "#" })
    let ownExtension = Project.pathExtension(path) ?? ""
    let named = ["pdf", "txt", "html", "htm"].contains(ownExtension) ? ownExtension : "bin"
    let byType: String? =
      switch fetched.mediaType?.split(separator: ";").first.map(String.init) {
      case "text/html": "html"
      case "application/pdf": "pdf"
      case "text/plain": "txt"
      default: nil
      }
    return try project.archive.store(
      documentAt: fetched.path, fileExtension: byType ?? named, as: document
    ).document
  }
}
