import Manifest
import Model
import Words

/// Fetches a response that is split into pages: all of them, and of one edition, or nothing.
struct Pages {
  let fetcher: Fetcher
  let plan: FetchPlan
  let name: String
  /// The address without the paging parameter.
  let url: String
  let jsonText: (String, String) throws -> String?
  let countRecords: (String) throws -> Int
  private var pages: [Fetched] = []
  /// The records on the pages so far; counted only where something depends on it.
  var records = 0

  /// A safe limit: no known publisher has this many pages, so a larger number is a mistake or an attack.
  static let mostPages = 10_000

  /// The publisher's data changed between two pages.
  private struct Changed: Error { var what: String }
  /// The first page is that of the edition in use.
  private struct Unchanged: Error {}

  init(
    fetcher: Fetcher, plan: FetchPlan, name: String, url: String,
    jsonText: @escaping (String, String) throws -> String?, countRecords: @escaping (String) throws -> Int
  ) {
    self.fetcher = fetcher
    self.plan = plan
    self.name = name
    self.url = url
    self.jsonText = jsonText
    self.countRecords = countRecords
  }

  /// - Parameter validators: what the archive has recorded about an address.
  /// - Returns: nil if the edition in use is still the publisher's.
  mutating func fetch(_ paging: Paging, validators: (String) -> Validators?) throws -> [Fetched]? {
    var isComplete = false
    defer { if !isComplete { discard() } }
    var restarts = 0
    var known = validators(firstAddress(paging))
    while !isComplete {
      do {
        switch paging {
        case .page(let parameter, let first, let lastAt):
          try byPage(parameter, first: first, lastAt: lastAt, known)
        case .offset(let parameter, let size):
          try byOffset(parameter, size: size, known)
        case .next(let pointer): try byNext(pointer, parameter: nil, known)
        case .link: try byNext(nil, parameter: nil, known)
        case .cursor(let parameter, let pointer): try byNext(pointer, parameter: parameter, known)
        }
        isComplete = true
      } catch is Unchanged {
        guard let validators = known else { return nil }
        if try areUnchanged(validators.rest) { return nil }
        known = nil
      } catch let changed as Changed {
        // A new edition appeared while we read the old one. Read its pages from the start.
        discard()
        if restarts == 1 { throw asking(url).unexpected("\(changed.what), twice").failure }
        restarts += 1
        known = nil
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

  private func firstAddress(_ paging: Paging) -> String {
    switch paging {
    case .page(let parameter, let first, _): request(parameter, "\(first)").address
    case .offset(let parameter, _): request(parameter, "0").address
    case .next, .link, .cursor: url
    }
  }

  /// The address and the form of the page with this number, offset or cursor (nil: the first). Where the body has a place for it, the address
  /// tells it behind `#`, which is not sent.
  func request(_ parameter: String, _ value: String?) -> (address: String, form: RequestForm) {
    let address = value.map { WebAddress.setting(parameter, to: $0, in: url) } ?? url
    guard let form = plan.form.paged(parameter, value) else { return (address, plan.form) }
    return (value.map { "\(url)#\(parameter)=\(WebAddress.encoded($0))" } ?? url, form)
  }

  /// An ETag alone may be made from its page's bytes, and then says nothing about the others: each of them is asked for too. A
  /// Last-Modified is that of the whole.
  private func areUnchanged(_ rest: [Validators.Page]) throws -> Bool {
    for page in rest where page.etag != nil && page.lastModified == nil {
      try fetcher.pause(seconds: plan.pauseSeconds)
      let validators = Validators(etag: page.etag, lastModified: nil)
      if let changed = try fetcher.download(
        url: page.url, name: name, form: plan.form, expect: plan.expect, validators: validators, stopsIfSame: true)
      {
        changed.discard()
        fetcher.log("\(name): the first page is unchanged, but \(page.url) is not")
        return false
      }
    }
    return true
  }

  private mutating func byPage(_ parameter: String, first: Int, lastAt: String, _ known: Validators?) throws {
    // The number of this page is beside the number of the last page, under the parameter's name.
    let ownNumberAt = lastAt.prefix(through: lastAt.lastIndex(of: "/") ?? lastAt.startIndex) + parameter
    var last = first
    var number = first
    var total: Int?
    while number <= last {
      let page = try add(parameter, value: number, known: known)
      let stated = try lastNumber(of: page, at: lastAt)
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
      total = try self.total(of: page, before: total)
      if total != nil { records += try countRecords(page.path) }
      last = stated
      number += 1
    }
    try checkRecords(total)
  }

  /// A page with fewer records than asked for is the last only if the next one is empty or the total says so: a server may have a
  /// limit of its own. So the next page begins after the records that came, not after those that were asked for.
  private mutating func byOffset(_ parameter: String, size: Int, _ known: Validators?) throws {
    var total: Int?
    var wasShort = false
    for _ in 0..<Self.mostPages {
      let page = try add(parameter, value: records, known: known)
      let count = try countRecords(page.path)
      if count > size {
        throw asking(page.url).unexpected(
          "the page has \(NumberText.grouped(count)) records, more than the \(NumberText.grouped(size)) of "
            + "'fetch.paging.size': pages would overlap")
      }
      if count == 0 {
        // After a short page it only showed that there is no more.
        if wasShort { pages.removeLast().discard() }
        return try checkRecords(total)
      }
      total = try self.total(of: page, before: total)
      records += count
      if total == records { return }
      if wasShort {
        fetcher.log(
          "\(name): the publisher gives fewer records on a page than the \(NumberText.grouped(size)) asked for; "
            + "\(NumberText.grouped(records)) so far")
      }
      wasShort = count < size
    }
    throw asking(url).unexpected("there is no end after \(NumberText.grouped(Self.mostPages)) pages")
  }

  /// Fetches one more page.
  ///
  /// - Parameter known: what is known of the first page, if it is asked for conditionally.
  private mutating func add(_ parameter: String, value: Int, known: Validators?) throws -> Fetched {
    let (address, form) = request(parameter, "\(value)")
    return try add(address, form, known: known, ignored: "the parameter '\(parameter)' is ignored")
  }

  /// - Parameter ignored: why a page may be the same as the one before it.
  mutating func add(_ address: String, _ form: RequestForm, known: Validators?, ignored: String) throws -> Fetched {
    if !pages.isEmpty { try fetcher.pause(seconds: plan.pauseSeconds) }
    let validators = pages.isEmpty ? known : nil
    guard
      let page = try fetcher.download(
        url: address, name: name, form: form, expect: plan.expect, validators: validators, stopsIfSame: true)
    else {
      if validators != nil { throw Unchanged() }
      throw asking(address).unexpected("'not modified' in response to an unconditional request")
    }
    let before = pages.last
    pages.append(page)
    if let before, before.sha256 == page.sha256 {
      throw asking(address).unexpected(
        "the page is the same as the one before: \(ignored)")
    }
    if let difference = PageVersion(plan.pageChecks.versionHeader).difference(from: pages[0], to: page) {
      throw Changed(what: "\(difference) on page \(pages.count)")
    }
    return page
  }

  private func lastNumber(of page: Fetched, at pointer: String) throws -> Int {
    try number(of: page, at: pointer, "the number of the last page is expected")
  }

  /// The number of records that a page's body states for all pages; nil where the manifest names no place for it.
  func total(of page: Fetched, before: Int?) throws -> Int? {
    guard let pointer = plan.pageChecks.totalAt else { return nil }
    let total = try number(of: page, at: pointer, "the total of records is expected")
    if let before, before != total {
      throw Changed(what: "the total was \(NumberText.grouped(before)), and is now \(NumberText.grouped(total))")
    }
    return total
  }

  func checkRecords(_ total: Int?) throws {
    guard let total, total != records else { return }
    throw Changed(
      what: "the pages have \(NumberText.grouped(records)) records, and the body states \(NumberText.grouped(total))")
  }

  private func number(of page: Fetched, at pointer: String, _ expected: String) throws -> Int {
    let text = try jsonText(page.path, pointer)
    if let number = text.flatMap({ Int($0) }), number >= 0 { return number }
    let start = (try? TemporaryFile.bytes(of: page.path, atMost: 200)) ?? []
    let found = text.map { "'\($0)'" } ?? "nothing"
    throw asking(page.url).unexpected(
      "\(found) is at \(pointer), where \(expected); the body begins with "
        + "'\(Answer.shown(start, atMost: 200))'")
  }

  private mutating func discard() {
    for page in pages { page.discard() }
    pages = []
    records = 0
  }

  func asking(_ url: String) -> Asking { fetcher.asking(name, url) }
}
