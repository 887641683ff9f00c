import Yams

/// What `bundled/<edition>.provenance.yaml` says of the file beside it.
public enum Provenance {
  /// The publisher's addresses of the original; empty where nothing can be read.
  public static func urls(ofBundledFile path: String) -> [String] {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let stem = path[slash...].prefix { $0 != "." }
    guard case .success(let bytes) = Files.bytes("\(path[..<slash])\(stem).provenance.yaml"),
      let node = try? compose(yaml: String(decoding: bytes, as: UTF8.self), .basic, .default, .utf8),
      let url = node.mapping?["url"]
    else { return [] }
    return url.sequence?.compactMap { $0.scalar?.string } ?? url.scalar.map { [$0.string] } ?? []
  }
}
