import Foundation

/// The soundings program that this test run built.
package enum OwnProgram {
  package static let path: String = {
    let tests = Bundle.allBundles.map(\.bundlePath).first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    let beside = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("soundings").path
    return FileManager.default.isExecutableFile(atPath: beside) ? beside : PublicTool.root + "/.build/debug/soundings"
  }()
}
