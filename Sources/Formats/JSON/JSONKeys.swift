import Glibc

/// The keys that a record may have, arranged for a fast search: a tree, since `country.id` leads into an object.
final class JSONKeys {
  struct Entry {
    fileprivate let first: Int
    fileprivate let count: Int
    /// The field that receives the value; -1 for none.
    fileprivate(set) var slot = -1
    /// The node of the object below; -1 for none.
    fileprivate(set) var child = -1
    /// True if `ignore` contains the key: everything below it is ignored too.
    fileprivate(set) var isIgnored = false
    /// True if an object or an array is read as its text.
    fileprivate(set) var isText = false
    /// The last record that had the key; 0 if none did.
    var seenIn = 0
  }

  /// Entry i of node n is `entries[starts[n] + i]`.
  let entries: UnsafeMutablePointer<Entry>
  private let starts: UnsafeMutablePointer<Int>
  private let bytes: UnsafeMutablePointer<UInt8>
  private let count: Int
  /// The prefix of a node's keys in messages: `country.`; "" at the root.
  let prefixes: [String]

  init(header: [String], ignore: [String], asText: [String] = []) {
    var tree = Tree()
    for (slot, name) in header.enumerated() {
      tree.add(Array(name.utf8)[...], slot: slot, isText: asText.contains(name), to: 0)
    }
    for name in ignore { tree.ignore(Array(name.utf8)[...], in: 0) }
    prefixes = tree.prefixes
    let all = tree.nodes.flatMap { $0 }
    count = all.count
    entries = .allocate(capacity: all.count)
    for (i, entry) in all.enumerated() { (entries + i).initialize(to: entry) }
    starts = .allocate(capacity: tree.nodes.count + 1)
    starts.initialize(to: 0)
    for (i, node) in tree.nodes.enumerated() { (starts + i + 1).initialize(to: starts[i] + node.count) }
    bytes = .allocate(capacity: tree.names.count)
    for (i, byte) in tree.names.enumerated() { (bytes + i).initialize(to: byte) }
  }

  deinit {
    entries.deallocate()
    starts.deallocate()
    bytes.deallocate()
  }

  /// The entry of a key in a node; nil if the key is unknown.
  ///
  /// - Parameter guess: the entry to try first, since keys mostly have the same order in every record.
  @inline(__always)
  func find(
    _ key: UnsafePointer<UInt8>, _ count: Int, in node: Int, guess: Int
  ) -> Int? {
    let first = starts[node]
    let last = starts[node + 1]
    if first + guess < last, matches(first + guess, key: key, count: count) { return first + guess }
    for i in first..<last where matches(i, key: key, count: count) { return i }
    return nil
  }

  /// The fields that no record has had a key for.
  ///
  /// - Parameter columns: the number of fields.
  func unnamed(of columns: Int) -> [Int] {
    var isNamed = [Bool](repeating: false, count: columns)
    for i in 0..<count where entries[i].slot >= 0 && entries[i].seenIn > 0 { isNamed[entries[i].slot] = true }
    return isNamed.indices.filter { !isNamed[$0] }
  }

  /// The index of an entry within its node.
  func index(_ entry: Int, in node: Int) -> Int { entry - starts[node] }

  func name(_ entry: Int) -> String {
    let e = entries[entry]
    return String(decoding: UnsafeBufferPointer(start: bytes + e.first, count: e.count), as: UTF8.self)
  }

  @inline(__always)
  private func matches(_ entry: Int, key: UnsafePointer<UInt8>, count: Int) -> Bool {
    entries[entry].count == count && memcmp(bytes + entries[entry].first, key, count) == 0
  }

  /// The tree as arrays, while it is being built.
  private struct Tree {
    var names: [UInt8] = []
    var nodes: [[Entry]] = [[]]
    var prefixes = [""]

    mutating func add(_ name: ArraySlice<UInt8>, slot: Int, isText: Bool, to node: Int) {
      let whole = entry(name, in: node)
      if nodes[node][whole].slot < 0 {
        nodes[node][whole].slot = slot
        nodes[node][whole].isText = isText
      }
      guard let dot = name.firstIndex(of: UInt8(ascii: ".")) else { return }
      add(name[(dot + 1)...], slot: slot, isText: isText, to: child(of: name[..<dot], in: node))
    }

    mutating func ignore(_ name: ArraySlice<UInt8>, in node: Int) {
      nodes[node][entry(name, in: node)].isIgnored = true
      guard let dot = name.firstIndex(of: UInt8(ascii: ".")) else { return }
      ignore(name[(dot + 1)...], in: child(of: name[..<dot], in: node))
    }

    private mutating func child(of name: ArraySlice<UInt8>, in node: Int) -> Int {
      let holder = entry(name, in: node)
      if nodes[node][holder].child < 0 {
        nodes[node][holder].child = nodes.count
        nodes.append([])
        prefixes.append(prefixes[node] + String(decoding: name, as: UTF8.self) + ".")
      }
      return nodes[node][holder].child
    }

    mutating func entry(_ name: ArraySlice<UInt8>, in node: Int) -> Int {
      let names = self.names
      if let known = nodes[node].firstIndex(where: { names[$0.first..<$0.first + $0.count].elementsEqual(name) }) {
        return known
      }
      nodes[node].append(Entry(first: self.names.count, count: name.count))
      self.names.append(contentsOf: name)
      return nodes[node].count - 1
    }
  }
}
