import Model
import Words
import Yams

// Several addresses, and what stands in them for the day: a part of `fetch:` in a manifest.
extension DatasetReader {
  private static let mostAddresses = 200

  /// - Parameter url: one address or a list of them.
  func addresses(_ url: YAMLValue, _ map: YAMLMap) -> FetchPlan.Address? {
    let isList = url.node.sequence != nil
    guard let items = url.items(orOne: true) else { return nil }
    let urls = items.compactMap { $0.url() }
    guard urls.count == items.count else { return nil }
    guard !urls.isEmpty, urls.count <= Self.mostAddresses else {
      url.report(
        "has \(English.count(urls.count, "address"))",
        remedy: "write one to \(Self.mostAddresses): each is asked for every time")
      return nil
    }
    for (i, one) in urls.enumerated() {
      if urls.prefix(i).contains(one) { url.report("'\(one)' is listed twice", remedy: "keep one of the two") }
      reportPlaces(one, url)
    }
    let hasYear = urls.contains { $0.contains(AddressList.year) }
    let years = map["years"].flatMap(years)
    if hasYear, map["years"] == nil {
      url.report("{year} stands for no years", remedy: "add years: {from: 2019, to: 2024}, or to: this_year")
    }
    if !hasYear {
      map["years"]?.report("no address has a place for the year", remedy: "write {year} where the address needs it")
    }
    guard isList || hasYear || urls.contains(where: AddressList.isDated)
    else { return .fixed(urls[0]) }
    if urls.count > 1 || hasYear {
      map["paging"]?.report("several files are not pages of one answer", remedy: "remove it, or give one 'url'")
    }
    return .several(AddressList(urls, years: years))
  }

  private func years(_ value: YAMLValue) -> AddressList.Years? {
    guard let map = YAMLMap(value, keys: ["from", "to", "newest_may_lack"]) else { return nil }
    let from = map.required("from")?.integer(in: 1900...2200)
    let newestMayLack = map["newest_may_lack"]?.flag() ?? false
    guard let to = map.required("to"), let from else { return nil }
    if to.isWord("this_year") { return AddressList.Years(from: from, to: nil, newestMayLack: newestMayLack) }
    return to.integer(in: from...from + Self.mostAddresses).map {
      AddressList.Years(from: from, to: $0, newestMayLack: newestMayLack)
    }
  }

  private func reportPlaces(_ url: String, _ value: YAMLValue) {
    let known = [AddressList.year] + AddressList.places
    let rest = (known + RequestForm.secrets(in: url).map { "{secret:\($0)}" }).reduce(url) {
      $0.replacing($1, with: "")
    }.replacing(/\{today:([^{}]+)\}/) { place in
      AddressList.form(String(place.output.1), on: Day(daysSince1970: 0)) == nil ? String(place.output.0) : ""
    }
    guard let open = rest.firstIndex(of: "{"), !rest[open...].hasPrefix("{secret") else { return }
    value.report(
      "unknown placeholder '\(rest[open...].prefix { $0 != "}" } + "}")'",
      remedy:
        "write one of \(known.joined(separator: ", ")), {today:FORM} (with YYYY, YY, MM, M, DD or D), {secret:NAME}, or %7B and %7D for plain braces"
    )
  }
}
