import Foundation
import Glibc
import TestTools

/// A signal that the program gets before one of its changes to files, chosen by number: an instant that can be chosen again,
/// where a time after the start could not. `signal_at.c` beside this file counts them inside the program.
final class CountedSignal {
  /// The library that counts, compiled once; nil on a machine without a C compiler.
  static let library: String? = {
    guard let compiler = PublicTool.installed("cc") ?? PublicTool.installed("clang") else { return nil }
    let source = "\(#filePath)".split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/signal_at.c"
    let made = NSTemporaryDirectory() + "soundings-signal-\(getpid()).so"
    let result = try? PublicTool.run(compiler, ["-shared", "-fPIC", "-O1", "-o", made, source, "-ldl"], in: "/")
    return result?.status == 0 ? made : nil
  }()

  static var isPossible: Bool { library != nil }

  private let counter: String
  private let signal: Int32
  private let number: Int?

  /// - Parameter number: the change to files before which the signal comes, from 1; without it they are only counted.
  init(_ signal: Int32 = SIGKILL, at number: Int? = nil) throws {
    self.signal = signal
    self.number = number
    counter = NSTemporaryDirectory() + "soundings-count-\(UUID().uuidString)"
    try Data(count: 8).write(to: URL(fileURLWithPath: counter))
  }

  deinit { unlink(counter) }

  /// For the environment of the program.
  var variables: [String] {
    [
      "LD_PRELOAD=\(Self.library ?? "")", "SIGNAL_COUNT=\(counter)", "SIGNAL_AT=\(number ?? 0)",
      "SIGNAL_NUMBER=\(signal)",
    ]
  }

  /// How many changes to files the program has begun, the one before which the signal came included.
  func count() throws -> Int {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: counter))
    return bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// One number out of each of `parts` equal parts of `1...count`.
  static func numbers(upTo count: Int, parts: Int, using random: inout SeededRandom) -> [Int] {
    (0..<parts).map { part in
      let (first, end) = (count * part / parts, count * (part + 1) / parts)
      return Int.random(in: first + 1...max(first + 1, end), using: &random)
    }
  }
}
