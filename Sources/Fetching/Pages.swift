import Manifest
import Model
import Words

/// Fetches a response that is split into pages: all of them or nothing.
struct Pages {
  let fetcher: Fetcher
  let plan: FetchPlan
  let name: String
  /// The address without the paging parameter.
  let url: String
  private var pages: [Fetched] = []

  /// A safe limit: no known publisher has this many pages, so a larger number is a mistake or an attack.
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
          try byPage(parameter, first: first, lastAt: lastAt, jsonText: jsonText)
        case .offset(let parameter, let size):
          try byOffset(parameter, size: size, countRecords: countRecords)
        }
        isComplete = true
      } catch let changed as Changed {
        // A new edition appeared while we read the old one. Read its pages from the start.
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
    _ parameter: String, first: Int, lastAt: String, jsonText: (String, String) throws -> String?
  ) throws {
    // The number of this page is beside the number of the last page, under the parameter's name.
    let ownNumberAt = lastAt.prefix(through: lastAt.lastIndex(of: "/") ?? lastAt.startIndex) + parameter
    var last = first
    var number = first
    while number <= last {
      let page = try add(parameter, number)
      let stated = try lastNumber(of: page, at: lastAt, jsonText: jsonText)
      guard stated <= Self.mostPages else {
        throw asking(page.url).unexpected(
          "the body gives \(NumberText.grouped(stated)) as the last page, more than \(NumberText.grouped(Self.mostPages))"
        )
      }
      if let own = try jsonText(page.path, String(ownNumberAt)).flatMap({ Int($0) }), own != number {
        throw asking(page.url).unexpected("requested page \(number), got page \(own)")
      }
      // The last page may be number 0: the first page is then empty.
      if number > first && stated != last { throw Changed(what: "the last page was \(last), and is now \(stated)") }
      last = stated
      number += 1
    }
  }

  private mutating func byOffset(
    _ parameter: String, size: Int, countRecords: (String) throws -> Int
  ) throws {
    for index in 0..<Self.mostPages {
      let page = try add(parameter, index * size)
      let count = try countRecords(page.path)
      if count > size {
        throw asking(page.url).unexpected(
          "the page has \(NumberText.grouped(count)) records, more than the \(NumberText.grouped(size)) of "
            + "'fetch.paging.size': pages would overlap")
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
      throw asking(address).unexpected("'not modified' in response to an unconditional request")
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
    of page: Fetched, at pointer: String, jsonText: (String, String) throws -> String?
  ) throws -> Int {
    let text = try jsonText(page.path, pointer)
    if let number = text.flatMap({ Int($0) }), number >= 0 { return number }
    let start = (try? TemporaryFile.bytes(of: page.path, atMost: 200)) ?? []
    let found = text.map { "'\($0)'" } ?? "nothing"
    throw asking(page.url).unexpected(
      "\(found) is at \(pointer), where the number of the last page is expected; the body begins with "
        + "'\(Answer.shown(start, atMost: 200))'")
  }

  private mutating func discard() {
    for page in pages { page.discard() }
    pages = []
  }

  private func asking(_ url: String) -> Asking { fetcher.asking(name, url) }
}
