import Manifest
import Model
import System
import TestTools
import Testing

@testable import Runs

/// The block in a crontab: nothing else in it is touched, and what a person changed is not overwritten.
@Suite struct CrontabBlockTests {
  /// A job of a project whose folder has all that a crontab and a shell could misread.
  private func job(_ folder: String = "/srv/it's 100% $mine", variables: [String: String] = [:]) throws -> ScheduledJob
  {
    try ScheduledJob(
      Configuration(), at: folder + "/Config/soundings.yaml", dataFolder: folder + "/Data", program: "/opt/soundings",
      variables: { variables[$0] })
  }

  @Test func nothingElseChanges() throws {
    let job = try job()
    let block = CrontabBlock(job, Schedule(minute: 7))
    for before in ["", "# mine\n5 4 * * 0 /bin/true\n", "MAILTO=x\n\n\n", "0 1 * * * last line has no end"] {
      let with = block.installed(in: before)
      #expect(with.hasPrefix(before) && CrontabBlock.find(job.id, in: with) == .whole(line: block.line))
      #expect(block.installed(in: with) == with)
      let after = CrontabBlock.removing(job.id, from: with + "9 9 * * * /bin/other\n")
      #expect(after == before + (before.isEmpty || before.hasSuffix("\n") ? "" : "\n") + "9 9 * * * /bin/other\n")
      // Another time takes its place, where it is.
      let later = CrontabBlock(job, Schedule(hour: 6, minute: 15)).installed(in: with + "9 9 * * * /bin/other\n")
      #expect(
        later.hasSuffix("\n9 9 * * * /bin/other\n") && later.contains("\n15 6 * * * cd ") && !later.contains("\n7 * "))
    }
  }

  @Test func theLineIsOneForCronAndForTheShell() throws {
    let line = CrontabBlock(
      try job(variables: ["https_proxy": "http://u:p%40@h:1", "HOME": "/x"]), Schedule(minute: 7)
    ).line
    #expect(line.hasPrefix(#"7 * * * * cd '/srv/it'\''s 100\% $mine' && env PATH='"#), "\(line)")
    #expect(
      line.contains(
        #" https_proxy='http://u:p\%40@h:1' /opt/soundings run --due --quiet --data '/srv/it'\''s 100\% $mine/Data'"#),
      "\(line)")
    #expect(!line.contains("HOME="))
  }

  @Test func whatAPersonChangedIsSeen() throws {
    let job = try job()
    let block = CrontabBlock(job, Schedule(minute: 7))
    let lines = block.text.split(separator: "\n").map(String.init)
    for changed in [
      block.text.replacing("7 * ", with: "8 * ", maxReplacements: 1), lines[0] + "\n", lines[2] + "\n",
      block.text + block.text,
      "\(lines[0])\n\(lines[1])\n\(lines[1])\n\(lines[2])\n", "\(lines[2])\n\(lines[1])\n\(lines[0])\n",
    ] { #expect(CrontabBlock.find(job.id, in: changed) == .changed, "\(changed)") }
    #expect(CrontabBlock.find("00000000", in: block.text) == .nothing)
  }

  @Test(arguments: [
    ("17 6 * * *  cd /srv/desk && .build/release/soundings run --due --quiet", true),
    ("17 6 * * *  soundings run --config /srv/desk/Config/soundings.yaml", true),
    ("17 6 * * *  cd \"/srv/desk\"; soundings run", true), ("# 17 6 * * * cd /srv/desk && soundings run", false),
    ("17 6 * * *  cd /srv/desk2 && soundings run --due", false),
    ("17 6 * * *  cd /srv/desk && soundings status", false),
    ("17 6 * * *  cd /srv/desk && /bin/run", false),
  ])
  func aLineByHandIsFound(line: String, isOne: Bool) throws {
    let found = CrontabBlock.lineByHand(in: "# x\n\(line)\n", folder: "/srv/desk", dataFolder: "/var/data")
    #expect(found == (isOne ? line : nil))
  }

  @Test func installationsHaveMinutesOfTheirOwn() throws {
    let minutes = Set(try (0..<60).map { try job("/srv/desk\($0)").minute })
    #expect(minutes.count > 25 && minutes.allSatisfy { 0..<60 ~= $0 })
    #expect(try job("/srv/a").minute == job("/srv/a").minute)
  }

  @Test func slotsAreFound() {
    func seconds(_ text: String) -> Int { WallClock(at: text)!.secondsSince1970() }
    func times(_ schedule: Schedule, at now: String) -> [String?] {
      [schedule.last(before: seconds(now)), schedule.next(after: seconds(now))].map { $0.map(WallClock.text) }
    }
    let utc = "Etc/UTC"
    #expect(
      times(Schedule(minute: 17, zone: utc), at: "2026-12-01T04:16:59Z") == [
        "2026-12-01T03:17:00Z", "2026-12-01T04:17:00Z",
      ])
    #expect(
      times(Schedule(minute: 17, zone: utc), at: "2026-12-01T04:17:00Z") == [
        "2026-12-01T04:17:00Z", "2026-12-01T05:17:00Z",
      ])
    // New York's clocks go back on Nov. 1, 2026.
    let york = Schedule(hour: 6, minute: 15, zone: "America/New_York")
    #expect(times(york, at: "2026-11-01T00:00:00Z") == ["2026-10-31T10:15:00Z", "2026-11-01T11:15:00Z"])
    for schedule in [york, Schedule(minute: 3)] { #expect(Schedule(calendar: schedule.calendar) == schedule) }
    #expect(
      Schedule(calendar: "Mon *-*-* 06:00:00") == nil && Schedule(cron: "*/5 * * * *".split(separator: " ")) == nil)
    #expect(Schedule.isZone("Europe/Paris") && !Schedule.isZone("Europe") && !Schedule.isZone("../passwd"))
  }
}
