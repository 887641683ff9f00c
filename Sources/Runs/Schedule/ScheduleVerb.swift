import Glibc
import Model
import System
import Words

/// `soundings schedule`: a marked block in the user's crontab, or a timer of the user's systemd, that starts `run --due`.
package struct ScheduleVerb {
  package enum Scheduler: String, Encodable, Sendable {
    case cron
    case systemd
  }

  package var scheduler = Scheduler.cron
  /// `HH:MM`, or `HH` for a minute that is this installation's own; nil: every hour.
  package var time: String?
  package var zone: String?
  private let project: Project
  private let job: ScheduledJob

  /// - Parameter configuration: the path of the configuration, absolute.
  /// - Throws: ``Problem``: see ``ScheduledJob``.
  package init(_ project: Project, configuration: String) throws {
    self.project = project
    job = try ScheduledJob(
      project.configuration, at: configuration, dataFolder: project.dataFolder,
      program: ProgramFile.path ?? CommandLine.arguments[0],
      variables: { getenv($0).map { String(cString: $0) } })
  }

  /// What is, or would be, installed.
  package struct Plan: Encodable, Sendable {
    package var scheduler: Scheduler
    package var schedule: String
    /// What a scheduler reads, by the name of its file; the crontab's has none.
    package var files: [File]
    /// False where all of it was there already.
    package var isNew = true

    package struct File: Encodable, Sendable {
      package var name: String?
      package var text: String
    }
  }

  // MARK: - print and install

  /// - Throws: ``Problem`` where the time or the zone is none.
  package func plan() throws -> Plan {
    let schedule = try wanted()
    switch scheduler {
    case .cron:
      let block = CrontabBlock(job, schedule)
      return Plan(scheduler: scheduler, schedule: schedule.words, files: [.init(name: nil, text: block.text)])
    case .systemd:
      let units = SystemdUnits(job, schedule)
      return Plan(
        scheduler: scheduler, schedule: schedule.words,
        files: [
          .init(name: "\(units.name).service", text: units.service),
          .init(name: "\(units.name).timer", text: units.timer),
        ])
    }
  }

  /// - Throws: ``Problem`` where it cannot be installed; nothing is changed then.
  package func install() throws -> Plan {
    var plan = try plan()
    switch scheduler {
    case .cron:
      let crontab = try Crontab()
      let before = try crontab.read()
      try requireWhole(CrontabBlock.find(job.id, in: before))
      if let line = CrontabBlock.lineByHand(in: before, folder: job.folder, dataFolder: job.dataFolder) {
        throw Problem(
          at: "crontab", "has a line for this project already: \(line)",
          remedy: "remove that line (crontab -e), then: soundings schedule install")
      }
      let after = CrontabBlock(job, try wanted()).installed(in: before)
      plan.isNew = after != before
      if plan.isNew { try crontab.write(after) }
    case .systemd:
      let systemd = try Systemd(variables: Self.variable)
      let units = SystemdUnits(job, try wanted())
      let before = ["service", "timer"].map { systemd.read("\(units.name).\($0)") }
      try requireWhole(before.compactMap(\.self), systemd)
      plan.isNew = before != [units.service, units.timer]
      try systemd.write(units)
      do {
        try systemd.control("daemon-reload")
        try systemd.control("enable", "--now", "\(units.name).timer")
      } catch {
        // What was not there before is not left behind.
        if before == [nil, nil] { systemd.remove(units.name) }
        throw error
      }
    }
    if plan.isNew { SlotStamp.noteInstallation(in: job.dataFolder, clock: project.clock) }
    return plan
  }

  /// - Returns: whether there was something to remove.
  /// - Throws: ``Problem`` where it cannot be removed; nothing is changed then.
  package func remove() throws -> Bool {
    switch scheduler {
    case .cron:
      let crontab = try Crontab()
      let before = try crontab.read()
      let found = CrontabBlock.find(job.id, in: before)
      try requireWhole(found)
      guard found != .nothing else { return false }
      try crontab.write(CrontabBlock.removing(job.id, from: before))
    case .systemd:
      let systemd = try Systemd(variables: Self.variable)
      let name = SystemdUnits.name(job.id)
      let texts = ["service", "timer"].compactMap { systemd.read("\(name).\($0)") }
      try requireWhole(texts, systemd)
      guard !texts.isEmpty else { return false }
      try systemd.control("disable", "--now", "\(name).timer")
      systemd.remove(name)
      try systemd.control("daemon-reload")
    }
    return true
  }

  // MARK: - status

  package struct Status: Encodable, Sendable {
    package var scheduler: Scheduler?
    package var schedule: String?
    /// UTC.
    package var lastSlot: String?
    package var nextSlot: String?
    /// The last run that a scheduler started.
    package var lastRun: SlotStamp?
    /// Whether that run was of the last slot, and ended.
    package var problem: Problem?
  }

  /// - Throws: ``Problem`` where what is installed cannot be read.
  package func status() throws -> Status {
    guard let (scheduler, schedule) = try installed() else {
      return Status(lastRun: SlotStamp.read(job.dataFolder))
    }
    let now = project.clock.secondsSince1970()
    let last = schedule.last(before: now)
    var status = Status(
      scheduler: scheduler, schedule: schedule.words, lastSlot: last.map(WallClock.text),
      nextSlot: schedule.next(after: now).map(WallClock.text), lastRun: SlotStamp.read(job.dataFolder))
    status.problem = problem(status.lastRun, lastSlot: last, now: now, scheduler)
    return status
  }

  /// A minute after a slot its run must have begun.
  private static let patience = 90

  private func problem(_ run: SlotStamp?, lastSlot: Int?, now: Int, _ scheduler: Scheduler) -> Problem? {
    let look =
      scheduler == .cron
      ? "see whether cron runs (systemctl status cron), and what it mailed to you"
      : "see what systemd says: systemctl --user status \(SystemdUnits.name(job.id)).timer"
    guard let lastSlot, now - lastSlot >= Self.patience else { return nil }
    let slot = WallClock.text(lastSlot)
    // Of a slot before the installation nothing is to be expected.
    if let installed = run?.installedAt, slot < installed { return nil }
    guard let run, let started = run.startedAt, started >= slot else {
      let before = run?.startedAt.map { "the last one began at \($0)" } ?? "none was ever started by the schedule"
      return Problem(at: "schedule", "the slot of \(slot) had no run; \(before)", remedy: look)
    }
    if run.endedAt == nil, Lock.holder(dataFolder: job.dataFolder) == nil {
      return Problem(
        at: "schedule", "the run that began at \(started) did not end: it was killed, or the machine went off",
        remedy: "the next one starts from a whole state; run it now with: soundings run --due")
    }
    return nil
  }

  /// What is installed; nil where nothing is.
  private func installed() throws -> (Scheduler, Schedule)? {
    if ChildProgram.installed("crontab") != nil {
      switch CrontabBlock.find(job.id, in: try Crontab().read()) {
      case .whole(let line):
        if let schedule = Schedule(cron: line.split(separator: " ", maxSplits: 5).prefix(5).map(\.self)) {
          return (.cron, schedule)
        }
        throw changed
      case .changed: throw changed
      case .nothing: break
      }
    }
    guard let systemd = try? Systemd(variables: Self.variable),
      let timer = systemd.read("\(SystemdUnits.name(job.id)).timer")
    else { return nil }
    guard let schedule = SystemdUnits.schedule(of: timer) else {
      try requireWhole([timer], systemd)
      return nil
    }
    return (.systemd, schedule)
  }

  // MARK: - arguments

  private func wanted() throws -> Schedule {
    if let zone {
      guard scheduler == .systemd else {
        throw Problem(
          .usage, at: "--zone", "cron goes by the machine's own time, not by that of \(zone)",
          remedy: "leave --zone out, or use systemd: soundings schedule install --systemd --at HH:MM --zone \(zone)")
      }
      guard time != nil else {
        throw Problem(
          .usage, at: "--zone", "says nothing of a job that runs every hour",
          remedy: "leave it out, or give a time: --at HH:MM")
      }
      guard Schedule.isZone(zone) else {
        throw Problem(
          .usage, at: "--zone", "'\(zone)' is no time zone that this machine knows",
          remedy: "write it as the time zone database does: --zone America/New_York")
      }
    }
    guard let time else { return Schedule(minute: job.minute) }
    let parts = time.split(separator: ":", omittingEmptySubsequences: false)
    func number(_ text: Substring, below limit: Int) -> Int? {
      guard 1...2 ~= text.utf8.count, text.utf8.allSatisfy({ 48...57 ~= $0 }), let n = Int(text), n < limit else {
        return nil
      }
      return n
    }
    guard 1...2 ~= parts.count, let hour = number(parts[0], below: 24),
      let minute = parts.count == 1 ? job.minute : parts[1].utf8.count == 2 ? number(parts[1], below: 60) : nil
    else {
      throw Problem(
        .usage, at: "--at", "'\(time)' is no time of day",
        remedy:
          "write HH:MM (06:15), or HH alone for a minute that is this installation's own; without --at it runs every hour"
      )
    }
    return Schedule(hour: hour, minute: minute, zone: zone)
  }

  private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  private var changed: Problem {
    Problem(
      at: "crontab", "the block of this project (soundings \(job.id)) was changed by hand",
      remedy: "remove its lines, from BEGIN to END (crontab -e), then: soundings schedule install")
  }

  private func requireWhole(_ found: CrontabBlock.Found) throws { if found == .changed { throw changed } }

  private func requireWhole(_ texts: [String], _ systemd: Systemd) throws {
    guard texts.contains(where: { !SystemdUnits.isWhole($0) }) else { return }
    throw Problem(
      at: "\(systemd.folder)/\(SystemdUnits.name(job.id)).*", "was changed by hand",
      remedy: "move both files away, then: soundings schedule install --systemd")
  }
}
