import Foundation
import Manifest
import PipelineTools
import Publishing
import Runs
import TestTools
import Testing

/// The site over the repository's own pipelines, as a run leaves it.
@Suite(.tags(.slow)) struct SiteFolderTests {
  /// The site and its files, made once.
  static let made: Result<[String: Data], any Error> = Result {
    let work = try TestProject.loaded()
    // The folder is removed with its owner.
    return try withExtendedLifetime(work) { try TestProject.files(work.project.exportsFolder) }
  }

  /// The pages; a proof beside them is a file to take, with tests of its own.
  static func pages() throws -> [(name: String, text: String)] {
    try made.get().filter {
      $0.key.hasPrefix("site/") && $0.key.hasSuffix(".html") && !$0.key.hasPrefix("site/proofs/")
    }.sorted { $0.key < $1.key }
      .map { ($0.key, String(decoding: $0.value, as: UTF8.self)) }
  }

  /// The values of an attribute in a page.
  static func values(of attribute: String, in text: String) -> [String] {
    text.components(separatedBy: " \(attribute)=\"").dropFirst().compactMap { $0.components(separatedBy: "\"").first }
  }

  @Test func thereIsAPageForEachArticleTableAndDataset() throws {
    let names = Set(try Self.pages().map(\.name))
    let library = Repository.library
    let wanted =
      ["site/index.html", "site/method.html"] + library.articles.map { "site/articles/\($0.name).html" }
      + library.tables.map { "site/tables/\($0.name).html" }
      + library.datasets.flatMap { ["site/datasets/\($0.name).html", "site/records/\($0.name).html"] }
    #expect(names == Set(wanted))
    let proofs = try Self.made.get().keys.filter { $0.hasPrefix("site/proofs/") }
    #expect(Set(proofs) == Set(library.articles.map { "site/proofs/\($0.name).html" }))
    let front = try #require(try Self.pages().first { $0.name == "site/index.html" }?.text)
    for figure in library.articles[0].figures { #expect(front.contains("id=\"\(figure.id)\""), "\(figure.id)") }
  }

  @Test func everyLinkAndDownloadLeadsSomewhere() throws {
    let files = try Self.made.get()
    let ids = Dictionary(
      uniqueKeysWithValues: try Self.pages().map { ($0.name, Set(Self.values(of: "id", in: $0.text))) })
    var followed = 0
    for (name, text) in try Self.pages() {
      for link in Self.values(of: "href", in: text) + Self.values(of: "src", in: text) {
        if link.hasPrefix("http") || link == "data:," { continue }
        let parts = link.components(separatedBy: "#")
        var folders = name.components(separatedBy: "/").dropLast()
        var path = name
        if !parts[0].isEmpty {
          for step in parts[0].components(separatedBy: "/") {
            if step == ".." { folders.removeLast() } else { folders.append(step) }
          }
          path = folders.joined(separator: "/")
        }
        #expect(path.hasPrefix("site/"), "\(name) leaves the site: \(link)")
        #expect(files[path].map { !$0.isEmpty } ?? false, "\(name): \(link) is not there")
        if parts.count > 1 { #expect(ids[path]?.contains(parts[1]) ?? false, "\(name): \(link) has no such place") }
        followed += 1
      }
    }
    #expect(followed > 300)
    // What is offered for download is what the export folder holds.
    for (name, data) in files where name.hasPrefix("site/data/") && !name.contains(".xlsx") {
      #expect(files[String(name.dropFirst("site/data/".count))] == data, "\(name)")
    }
  }

  @Test func nothingIsAskedOfAnyOtherPlace() throws {
    for (name, text) in try Self.pages() {
      for source in Self.values(of: "src", in: text) { #expect(!source.contains(":"), "\(name): \(source)") }
      #expect(!text.contains("@import") && !text.contains("url("), "\(name)")
      for tag in text.components(separatedBy: "<link ").dropFirst() {
        let href = Self.values(of: "href", in: " " + tag).first ?? ""
        #expect(!href.hasPrefix("http") && !href.hasPrefix("//"), "\(name): \(href)")
      }
    }
    let files = try Self.made.get()
    for name in ["site/site.css", "site/site.js"] {
      let text = String(decoding: try #require(files[name]), as: UTF8.self)
      #expect(!text.contains("http") && !text.contains("url(") && !text.contains("fetch("), "\(name)")
    }
  }

  @Test func aPageStaysSmall() throws {
    let files = try Self.made.get()
    for (name, text) in try Self.pages() {
      let beside = Self.values(of: "src", in: text).filter { $0.hasSuffix(".svg") }
        .compactMap { files["site/" + $0.replacingOccurrences(of: "../", with: "")]?.count }
      #expect(text.utf8.count + beside.reduce(0, +) < 300_000, "\(name)")
    }
  }
}
