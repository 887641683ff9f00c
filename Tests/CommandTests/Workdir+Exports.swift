import Foundation

extension Workdir {
  /// The hash of the first edition's record, as a remedy names it.
  func shortHash() -> String? {
    names("Data/archive/boats_seen").first { $0.contains("_") && $0.hasSuffix(".json") }?
      .dropLast(5).split(separator: "_").last.map(String.init)
  }

  /// The bytes of the exported tables.
  func exported() throws -> [Data] {
    try names("Data/exports").filter { $0.hasSuffix(".csv") }.map { try Data(read("Data/exports/\($0)").utf8) }
  }
}
