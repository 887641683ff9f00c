import Manifest
import Model
import Words

/// Fetches an answer that comes in pages: all of them or nothing.
struct Pages {
  let fetcher: Fetcher
  let plan: FetchPlan
  let name: String
  /// The address without the paging parameter.
  let url: String
  private var pages: [Fetched] = []

  /// No publisher of ours has so many; a number beyond it is a mistake or an attack.
  private static let mostPages = 10_000

  /// The publisher's data changed between two pages.
  private struct Changed: Error { var what: String }

  init(fetcher: Fetcher, plan: FetchPlan, name: String, url: String) {
    self.fetcher = fetcher
    self.plan = plan
    self.name = name
    self.url = url
  }

  mutating func fetch(
    _ paging: Paging, jsonText: (String, String) throws -> String?, countRecords: (String) throws -> Int
  ) throws -> [Fetched] {
    var isComplete = false
    defer { if !isComplete { discard() } }
    var restarts = 0
    while !isComplete {
      do {
        switch paging {
        case .page(let parameter, let first, let lastAt):
          try byPage(parameter, first, lastAt, jsonText)
        case .offset(let parameter, let size):
          try byOffset(parameter, size, countRecords)
        }
        isComplete = true
      } catch let changed as Changed {
        // A new edition appeared while we read the old one. Its pages are whole if we read them from the start.
        discard()
        if restarts == 1 { throw asking(url).unexpected("\(changed.what), twice").failure }
        restarts += 1
        fetcher.log("\(name): \(changed.what); starting over")
        try fetcher.pause(seconds: max(plan.pauseSeconds, fetcher.backoffSeconds))
      } catch let failed as AttemptFailure {
        throw failed.failure
      } catch let problem as Problem {
        throw FetchFailure(problem: problem, cause: .badAnswer)
      }
    }
    return pages
  }

  private mutating func byPage(
    _ parameter: String, _ first: Int, _ lastAt: String, _ jsonText: (String, String) throws -> String?
  ) throws {
    // Where the body says how many pages there are, it says beside it which one this is, under the parameter's name.
    let ownNumberAt = lastAt.prefix(through: lastAt.lastIndex(of: "/") ?? lastAt.startIndex) + parameter
    var last = first
    var number = first
    while number <= last {
      let page = try add(parameter, number)
      let told = try lastNumber(page, lastAt, jsonText)
      guard told <= Self.mostPages else {
        throw asking(page.url).unexpected(
          "the last page is said to be \(NumberText.grouped(told)), more than \(NumberText.grouped(Self.mostPages))")
      }
      if let own = try jsonText(page.path, String(ownNumberAt)).flatMap({ Int($0) }), own != number {
        throw asking(page.url).unexpected("asked for page \(number), got page \(own)")
      }
      // No page at all (0) is an answer too: the first page is empty then.
      if number > first && told != last { throw Changed(what: "the last page was \(last), and is now \(told)") }
      last = told
      number += 1
    }
  }

  private mutating func byOffset(_ parameter: String, _ size: Int, _ countRecords: (String) throws -> Int) throws {
    for index in 0..<Self.mostPages {
      let page = try add(parameter, index * size)
      let count = try countRecords(page.path)
      if count > size {
        throw asking(page.url).unexpected(
          "the page has \(NumberText.grouped(count)) records, more than the \(NumberText.grouped(size)) of 'fetch.paging.size': "
            + "pages would overlap")
      }
      if count < size { return }
    }
    throw asking(url).unexpected("there is no end after \(NumberText.grouped(Self.mostPages)) pages")
  }

  /// Fetches one more page.
  private mutating func add(_ parameter: String, _ value: Int) throws -> Fetched {
    let address = WebAddress.setting(parameter, to: value, in: url)
    if !pages.isEmpty { try fetcher.pause(seconds: plan.pauseSeconds) }
    guard let page = try fetcher.download(url: address, name: name, expect: plan.expect, validators: nil) else {
      throw asking(address).unexpected("'not modified' to a question that was not asked")
    }
    let before = pages.last
    pages.append(page)
    if let before, before.sha256 == page.sha256 {
      throw asking(address).unexpected(
        "the page is the same as the one before: the parameter '\(parameter)' is ignored")
    }
    return page
  }

  private func lastNumber(
    _ page: Fetched, _ pointer: String, _ jsonText: (String, String) throws -> String?
  ) throws -> Int {
    let text = try jsonText(page.path, pointer)
    if let number = text.flatMap({ Int($0) }), number >= 0 { return number }
    let start = (try? TemporaryFile.bytes(of: page.path, atMost: 200)) ?? []
    let said = text.map { "'\($0)'" } ?? "nothing"
    throw asking(page.url).unexpected(
      "\(said) stands at \(pointer), where the number of the last page is expected; the body begins with "
        + "'\(Answer.shown(start, atMost: 200))'")
  }

  private mutating func discard() {
    for page in pages { page.discard() }
    pages = []
  }

  private func asking(_ url: String) -> Asking { fetcher.asking(name, url) }
}
