import FoundationEssentials
import Glibc
import Model
import System
import Words

/// Since when there is a schedule, and the last run that it started: `Data/last-slot.json`. Nothing rests on it but what
/// `soundings schedule status` says.
package struct SlotStamp: Codable, Equatable, Sendable {
  /// All times are UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package var installedAt: String?
  /// Nil before the first run.
  package var startedAt: String?
  /// Nil where it has not ended, or was killed.
  package var endedAt: String?
  package var exitCode: Int32?

  private static func path(_ dataFolder: String) -> String { "\(dataFolder)/last-slot.json" }

  package static func read(_ dataFolder: String) -> SlotStamp? {
    guard let bytes = try? Files.bytes(of: path(dataFolder)) else { return nil }
    return try? JSONDecoder().decode(SlotStamp.self, from: Data(bytes))
  }

  /// Runs `body`, and notes its beginning and its end. A stamp that cannot be written costs
  /// `schedule status` an answer, and the run nothing.
  ///
  /// - Parameter exitCode: that of what `body` threw.
  package static func noting<Result>(
    in dataFolder: String, clock: WallClock, exitCode: (any Error) -> Int32, _ body: () throws -> Result
  ) rethrows -> Result {
    var stamp = SlotStamp(installedAt: read(dataFolder)?.installedAt, startedAt: clock.now())
    stamp.write(dataFolder)
    func end(_ code: Int32) {
      (stamp.endedAt, stamp.exitCode) = (clock.now(), code)
      stamp.write(dataFolder)
    }
    do {
      let result = try body()
      end(0)
      return result
    } catch {
      end(exitCode(error))
      throw error
    }
  }

  /// Notes that a schedule was installed; what it started before stays.
  static func noteInstallation(in dataFolder: String, clock: WallClock) {
    var stamp = read(dataFolder) ?? SlotStamp()
    stamp.installedAt = clock.now()
    try? Files.makeFolder(dataFolder)
    stamp.write(dataFolder)
  }

  /// Without waiting for the disk: it is not worth it.
  private func write(_ dataFolder: String) {
    guard let bytes = try? StoredJSON.line(self) else { return }
    let (path, temporary) = (Self.path(dataFolder), "\(dataFolder)/.last-slot.json.new")
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard file >= 0 else { return }
    let all = bytes + [10]
    let isWritten = Glibc.write(file, all, all.count) == all.count
    close(file)
    guard isWritten, rename(temporary, path) == 0 else {
      unlink(temporary)
      return
    }
  }
}
