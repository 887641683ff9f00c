import Foundation
import Glibc
import TestTools

/// Counts the instructions that the program runs (valgrind's callgrind): a measure of work that is the same on a busy machine and
/// on an idle one, where seconds are not.
enum CountedWork {
  static let valgrind = PublicTool.installed("valgrind")

  /// The program without its debug information, which valgrind 3.19 cannot read; nil if it cannot be made.
  static let program: String? = {
    guard let strip = PublicTool.installed("strip"), valgrind != nil else { return nil }
    let copy = NSTemporaryDirectory() + "soundings-stripped-\(getpid())"
    let result = try? PublicTool.run(strip, ["--strip-debug", "-o", copy, Workdir.program], in: "/")
    return result?.status == 0 ? copy : nil
  }()

  /// The instructions of a command in a folder; throws where it does not end with `status`.
  static func instructions(_ work: Workdir, _ arguments: [String], status: Int32 = 0) throws -> Int {
    let command =
      "exec \(valgrind ?? "") --tool=callgrind --callgrind-out-file=/dev/null \(program ?? "") "
      + arguments.map { "'\($0)'" }.joined(separator: " ")
    // The order in which Swift walks through a set differs from run to run, and with it what is compared with what.
    work.environment += ["SWIFT_DETERMINISTIC_HASHING=1"]
    defer { work.environment.removeLast() }
    let result = work.shell(command)
    guard result.status == status,
      let line = result.err.split(separator: "\n").last(where: { $0.contains(" Collected : ") }),
      let count = line.split(separator: " ").last.flatMap({ Int($0) })
    else { throw Failure(text: "\(arguments): \(result.status)\n\(result.out)\(result.err)") }
    return count
  }

  struct Failure: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
  }
}
