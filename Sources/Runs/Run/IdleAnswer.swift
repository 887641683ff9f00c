import FoundationEssentials
import Model
import System
import Words

/// What `run --due` said when no publisher was due, and until when it says the same.
///
/// Cron asks every few minutes, and nearly always for nothing. Where the same words are typed again before anything is due, and every
/// file that the answer rests on is as it was, it is given again: without the manifests, the warehouse and a write. A small file
/// beside the warehouse, `Data/last-idle.json`; without it a run looks for itself.
package struct IdleAnswer: Codable, Equatable {
  /// A piece of the output: 1 is stdout, 2 stderr.
  package struct Piece: Codable, Equatable, Sendable {
    package var stream: Int32
    package var text: String

    package init(stream: Int32, text: String) {
      self.stream = stream
      self.text = text
    }
  }

  /// The folders and the words of a call, without the library, which takes longer to read than the answer.
  package struct Call: Codable, Equatable {
    var arguments: [String]
    var configuration: String
    var pipelines: String
    package var data: String

    package init(arguments: [String], configuration: String, pipelines: String, data: String) {
      self.arguments = arguments
      self.configuration = configuration
      self.pipelines = pipelines
      self.data = data
    }

    /// The states of all files that the answer rests on, as one hash.
    package var states: String {
      let run = RunStamp.inputs(pipelines: pipelines, data: data) + RunStamp.exports(data: data)
      let files = [configuration, data + "/asked", "\(data)/\(RunStamp.name)"]
      return Hash.sha256(run + files.map { FileStates.text(of: $0) }.joined())
    }

    fileprivate var path: String { "\(data)/last-idle.json" }
  }

  var call: Call
  var states: String
  /// From when until before when it holds, in seconds since 1970. Before it the clock was wrong; after it a publisher is due, or a
  /// dataset is older than promised.
  var from: Int
  var until: Int
  package var pieces: [Piece]
  package var exitCode: Int32

  /// The answer to a call; nil if it must be looked for.
  ///
  /// - Parameter states: of the call now.
  package static func standing(_ call: Call, in states: String, clock: WallClock) -> IdleAnswer? {
    let now = clock.secondsSince1970()
    // A run that has the lock is what the caller must be told of.
    guard let bytes = try? Files.bytes(of: call.path),
      let answer = try? JSONDecoder().decode(IdleAnswer.self, from: Data(bytes)), answer.call == call,
      answer.from <= now, now < answer.until, Lock.holder(dataFolder: call.data) == nil,
      answer.states == states
    else { return nil }
    return answer
  }

  /// Keeps what was said for the next call, where the run asked nobody and no time is near that changes it. A file that cannot be
  /// written costs the next call its time, and nothing else.
  ///
  /// - Parameter states: of the call before the run: what somebody changed meanwhile may not be in the answer.
  package static func keep(
    _ pieces: [Piece], exitCode: Int32, of report: RunReport, for call: Call, in states: String, clock: WallClock
  ) {
    let now = clock.secondsSince1970()
    guard let until = report.idleUntil, until > now, states == call.states else { return }
    let answer = IdleAnswer(call: call, states: states, from: now, until: until, pieces: pieces, exitCode: exitCode)
    guard let bytes = try? StoredJSON.line(answer) else { return }
    _ = try? AtomicFile.write(bytes + [10], to: call.path)
  }
}
