import Foundation
import Glibc
import TestTools

/// What happens to the program at one of its changes to files, chosen by number: an instant that can be chosen again, where a time
/// after the start could not. `interrupt.c` beside this file counts them inside the program.
final class Interruption {
  enum Kind: CustomStringConvertible {
    /// The program gets it before it makes the change.
    case signal(Int32)
    /// The change fails by this error, once: of a disk that is defective, say.
    case error(Int32)
    /// The disk is full: from this change on, what takes room fails.
    case fullDisk

    var description: String {
      switch self {
      case .signal(let number): "signal \(number)"
      case .error(let code): String(cString: strerror(code))
      case .fullDisk: "full disk"
      }
    }
  }

  /// The library that counts, compiled once; nil on a machine without a C compiler.
  static let library: String? = {
    guard let compiler = PublicTool.installed("cc") ?? PublicTool.installed("clang") else { return nil }
    let source = "\(#filePath)".split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/interrupt.c"
    let made = NSTemporaryDirectory() + "soundings-interrupt-\(getpid()).so"
    let result = try? PublicTool.run(compiler, ["-shared", "-fPIC", "-O1", "-o", made, source, "-ldl"], in: "/")
    return result?.status == 0 ? made : nil
  }()

  static var isPossible: Bool { library != nil }

  private let counter: String
  private let kind: Kind
  private let number: Int?

  /// - Parameter number: the change to files at which it happens, from 1; without it they are only counted.
  init(_ kind: Kind = .signal(SIGKILL), at number: Int? = nil) throws {
    self.kind = kind
    self.number = number
    counter = NSTemporaryDirectory() + "soundings-count-\(UUID().uuidString)"
    try Data(count: 8).write(to: URL(fileURLWithPath: counter))
  }

  deinit { unlink(counter) }

  /// For the environment of the program.
  var variables: [String] {
    let (signal, error): (Int32, Int32) =
      switch kind {
      case .signal(let number): (number, 0)
      case .error(let code): (0, code)
      case .fullDisk: (0, ENOSPC)
      }
    let isLasting = if case .fullDisk = kind { true } else { false }
    return [
      "LD_PRELOAD=\(Self.library ?? "")", "INTERRUPT_COUNT=\(counter)", "INTERRUPT_AT=\(number ?? 0)",
      "INTERRUPT_SIGNAL=\(signal)", "INTERRUPT_ERROR=\(error)", "INTERRUPT_LASTS=\(isLasting ? 1 : 0)",
    ]
  }

  /// How many changes to files the program has begun, the one at which it was interrupted included.
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
