import Runs

extension ScheduleVerb.Status {
  /// When it runs, and how the last run went.
  var text: String {
    guard let scheduler, let schedule else {
      return "No schedule is installed for this project.\nInstall one: soundings schedule install\n"
    }
    var lines = [("schedule", "\(schedule) (\(scheduler.rawValue))")]
    if let lastSlot { lines.append(("last slot", lastSlot)) }
    if let run = lastRun, let started = run.startedAt {
      let end = run.endedAt.map { ", ended \($0) with exit code \(run.exitCode ?? 0)" } ?? ", not ended"
      lines.append(("last run", "began \(started)\(end)"))
    } else {
      lines.append(("last run", "none yet"))
    }
    if let nextSlot { lines.append(("next slot", nextSlot)) }
    return lines.map { name, value in name + String(repeating: " ", count: 11 - name.count) + value }
      .joined(separator: "\n") + "\n"
  }
}
