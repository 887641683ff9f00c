import Manifest

/// The columns of a dataset by which its rows are compared: each is in the hash of the key or of the rest, and perhaps in that of
/// the partition.
struct HashedColumns {
  let key: [Int]
  let rest: [Int]
  let partition: [Int]

  init(_ dataset: DatasetManifest) {
    let names = dataset.columns.map(\.name)
    key = dataset.key.compactMap { names.firstIndex(of: $0) }
    rest = names.indices.filter { !dataset.key.contains(names[$0]) }
    partition = dataset.partition.compactMap { names.firstIndex(of: $0) }
  }
}
