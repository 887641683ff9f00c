import Model
import System
import Yams

/// The content of `bundled/<edition>.provenance.yaml`, about the file beside it.
package struct Provenance: Sendable {
  /// The publisher's own files that the bundled file is an excerpt of.
  package var originals: [OriginalFacts] = []
  /// In words, which part of them the excerpt contains.
  package var restriction: String?
  package var obtained: String?

  /// Empty if there is no such file or it cannot be read.
  package init(ofBundledFile path: String) {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let stem = path[slash...].prefix { $0 != "." }
    guard let bytes = try? Files.bytes(of: "\(path[..<slash])\(stem).provenance.yaml"),
      let node = try? compose(yaml: String(decoding: bytes, as: UTF8.self), .basic, .default, .utf8),
      let map = node.mapping
    else { return }
    func texts(_ key: String) -> [String] {
      guard let value = map[Node(key)] else { return [] }
      return value.sequence?.compactMap { $0.scalar?.string } ?? value.scalar.map { [$0.string] } ?? []
    }
    let hashes = texts("sha256_of_original")
    let urls = texts("url")
    originals = urls.enumerated().map { i, url in
      OriginalFacts(url: url, sha256: hashes.count == urls.count ? hashes[i] : nil)
    }
    restriction = texts("restriction").first
    obtained = texts("obtained").first
  }

  /// The publisher's addresses of the original; empty if the file cannot be read.
  package static func urls(ofBundledFile path: String) -> [String] {
    Provenance(ofBundledFile: path).originals.map(\.url)
  }
}
