import Manifest
import Model
import System
import Words

// Several addresses whose files are one edition.
extension Fetcher {
  /// All files of an edition, or nothing. Each is asked for conditionally; where any has changed, an earlier year's included, the others are
  /// fetched too: an edition has all its files.
  func fetchAll(
    _ plan: FetchPlan, _ list: AddressList, name: String, validators: (String) -> Validators?
  ) throws -> FetchOutcome {
    let (urls, mayLack) = list.all(on: clock.today())
    guard let first = urls.first else { throw noAddress(name).failure }
    var files: [String: Fetched] = [:]
    var absent: Set<String> = []
    var isComplete = false
    defer { if !isComplete { files.values.forEach { $0.discard() } } }
    let known = Self.pages(validators(first), of: urls, mayLack)
    var isFirst = true
    func ask(_ url: String, _ validators: Validators?) throws {
      if !isFirst { try pause(seconds: plan.pauseSeconds) }
      isFirst = false
      do {
        files[url] = try download(
          url: url, name: name, form: plan.form, expect: plan.expect, validators: validators, stopsIfSame: true)
      } catch let failure as FetchFailure where failure.isDead && mayLack.contains(url) && known[url] == nil {
        log("\(name): \(url) is not there yet")
        absent.insert(url)
      }
    }
    if !known.isEmpty {
      for url in urls { try ask(url, known[url]) }
      if files.isEmpty {
        isComplete = true
        return .notModified
      }
    }
    for url in urls where files[url] == nil && !absent.contains(url) { try ask(url, nil) }
    let all = urls.compactMap { files[$0] }
    guard !all.isEmpty, all.count + absent.count == urls.count else { throw noAddress(name).failure }
    isComplete = true
    return .fetched(pages: all, link: nil)
  }

  /// What is known of each address; empty where the edition in use has other files than these.
  private static func pages(
    _ first: Validators?, of urls: [String], _ mayLack: Set<String>
  ) -> [String: Validators] {
    guard let first else { return [:] }
    var known = [urls[0]: Validators(etag: first.etag, lastModified: first.lastModified)]
    for page in first.rest { known[page.url] = Validators(etag: page.etag, lastModified: page.lastModified) }
    let isSame = urls.allSatisfy { known[$0] != nil || mayLack.contains($0) } && known.keys.allSatisfy(urls.contains)
    return isSame ? known : [:]
  }

  private func noAddress(_ name: String) -> AttemptFailure {
    asking(name, name).unexpected("none of the declared files is there")
  }
}
