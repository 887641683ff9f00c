import Foundation
import TestTools
import Testing

/// `soundings schedule`, with programs in the place of cron's and systemd's own.
@Suite(.tags(.slow)) struct ScheduleTests {
  /// A project, and a `crontab` that keeps its file beside itself; `mine` is in it.
  private func project(_ mine: String = "# mine\n5 4 * * 0 /bin/true\n") throws -> Workdir {
    let work = try Workdir()
    work.now = "2026-11-29T06:59:30Z"
    try work.makeProject()
    try work.write(
      """
      #!/bin/sh
      # As Debian's: -l prints, a file replaces; a line of four fields is refused.
      file="$(dirname "$0")/tab"
      if [ "$1" = -l ]; then
        [ -f "$file" ] || { echo "no crontab for me" >&2; exit 1; }
        exec cat "$file"
      fi
      if grep -q '^bad' "$1"; then echo '"new":1: bad minute' >&2; exit 1; fi
      exec cp "$1" "$file"

      """, "bin/crontab")
    try work.write(
      """
      #!/bin/sh
      echo "$@" >> "$(dirname "$0")/calls"
      if [ -f "$(dirname "$0")/no-bus" ]; then echo 'Failed to connect to bus' >&2; exit 1; fi

      """, "bin/systemctl")
    if !mine.isEmpty { try work.write(mine, "bin/tab") }
    work.shell("chmod +x bin/*")
    work.environment = ["PATH=\(work.path("bin")):/usr/bin:/bin", "HOME=\(work.path("home"))", "TZ=UTC"]
    return work
  }

  private func schedule(_ work: Workdir, _ words: String...) -> Workdir.Result { work.run(["schedule"] + words) }

  @Test func aBlockComesAndGoes() throws {
    let work = try project()
    let none = schedule(work, "status")
    #expect(none.status == 1 && none.out.contains("No schedule is installed"), "\(none.out)")
    let printed = schedule(work, "print", "--at", "06:15").out
    let installed = schedule(work, "install", "--at", "06:15")
    #expect(installed.status == 0 && installed.out.contains("every day at 06:15"), "\(installed.out)\(installed.err)")
    #expect(try work.read("bin/tab") == "# mine\n5 4 * * 0 /bin/true\n" + printed)
    #expect(schedule(work, "install", "--at", "06:15").out.contains("Nothing was changed."))
    // The line does what it says, with nothing of the environment but what cron gives.
    let line = try #require(printed.split(separator: "\n").first { $0.contains("--due") })
    let command = line.split(separator: " ", maxSplits: 5)[5].replacing("\\%", with: "%")
    try work.write(String(command), "job.sh")
    let job = work.shell("env -i HOME=/ SOUNDINGS_NOW=2026-11-29T07:00:02Z /bin/sh job.sh")
    #expect(job.status == 0 && job.out.isEmpty && job.err.isEmpty, "\(job.out)\(job.err)")
    #expect(try work.read("Data/last-slot.json").contains(#""exitCode":0"#))
    #expect(schedule(work, "remove").out == "Removed.\n")
    #expect(try work.read("bin/tab") == "# mine\n5 4 * * 0 /bin/true\n")
    #expect(schedule(work, "remove").out.contains("Nothing was changed."))
  }

  @Test func statusSaysWhetherTheSlotRan() throws {
    let work = try project("")
    #expect(schedule(work, "install", "--at", "07:00").status == 0)
    let before = schedule(work, "status")
    #expect(before.status == 0 && before.out.contains("next slot  2026-11-29T07:00:00Z"), "\(before.out)\(before.err)")
    work.now = "2026-11-29T09:00:00Z"
    let missed = schedule(work, "status")
    #expect(
      missed.status == 1 && missed.err.contains("the slot of 2026-11-29T07:00:00Z had no run; none was ever"),
      "\(missed.err)")
    work.now = "2026-11-30T07:00:01Z"
    work.environment.append("SOUNDINGS_SCHEDULED=x")
    #expect(work.run("run", "--due", "--quiet").status == 0)
    work.now = "2026-11-30T08:00:00Z"
    #expect(schedule(work, "status").status == 0)
    // A run of a person is none of the schedule's.
    work.environment.removeLast()
    work.now = "2026-12-01T07:30:00Z"
    #expect(work.run("run", "--due").status == 0)
    #expect(schedule(work, "status").err.contains("had no run; the last one began at 2026-11-30T07:00:01Z"))
    // One that was killed has no end.
    try work.write(#"{"startedAt":"2026-12-01T07:00:01Z"}"#, "Data/last-slot.json")
    let killed = schedule(work, "status")
    #expect(killed.status == 1 && killed.err.contains("did not end"), "\(killed.err)")
  }

  @Test func whatAnotherHandDidIsLeftAlone() throws {
    let work = try project()
    #expect(schedule(work, "install").status == 0)
    let own = try work.read("bin/tab")
    try work.write(own.replacing("--quiet", with: "--verbose"), "bin/tab")
    for word in ["install", "remove"] {
      let result = schedule(work, word)
      #expect(result.status == 1 && result.err.contains("was changed by hand\n-> remove its lines"), "\(result.err)")
    }
    #expect(try work.read("bin/tab") == own.replacing("--quiet", with: "--verbose"))
    let mine = "7 6 * * * cd \(work.path("")) && soundings run --due\n"
    try work.write(mine.replacing("\(work.path("")) ", with: "\(work.folder) "), "bin/tab")
    let twice = schedule(work, "install")
    #expect(twice.status == 1 && twice.err.contains("has a line for this project already: 7 6 "), "\(twice.err)")
    // A line that the program refuses: its own words, and nothing is changed.
    try work.write("bad * * * *\n", "bin/tab")
    let bad = schedule(work, "install")
    #expect(bad.status == 1 && bad.err.contains("was not taken, and is as it was: \"new\":1: bad minute"), "\(bad.err)")
    #expect(try work.read("bin/tab") == "bad * * * *\n")
    work.environment[0] = "PATH=/nowhere"
    #expect(schedule(work, "install").err.contains("crontab: there is no such program"))
  }

  @Test func aTimerOfSystemd() throws {
    let work = try project()
    let units = "home/.config/systemd/user"
    let installed = schedule(work, "install", "--systemd", "--at", "06:15", "--zone", "America/New_York")
    #expect(installed.status == 0, "\(installed.err)")
    let names = work.names(units)
    #expect(names.count == 2 && names.allSatisfy { $0.hasPrefix("soundings-") })
    let timer = try work.read("\(units)/\(names[1])")
    #expect(timer.contains("\nOnCalendar=*-*-* 06:15:00 America/New_York\n") && timer.contains("\nPersistent=true\n"))
    let service = try work.read("\(units)/\(names[0])")
    #expect(
      service.contains("\nReadWritePaths=\"\(work.path("Data"))\"\n") && service.contains("\nProtectSystem=strict\n"))
    #expect(try work.read("bin/calls") == "--user daemon-reload\n--user enable --now \(names[1])\n")
    #expect(schedule(work, "status").out.contains("(systemd)"))
    // Changed by hand.
    try work.write(timer.replacing("06:15", with: "07:15"), "\(units)/\(names[1])")
    #expect(schedule(work, "remove", "--systemd").err.contains("was changed by hand\n-> move both files away"))
    try work.write(timer, "\(units)/\(names[1])")
    #expect(schedule(work, "remove", "--systemd").out == "Removed.\n" && work.names(units).isEmpty)
    // Without a session nothing is left behind.
    try work.write("", "bin/no-bus")
    let refused = schedule(work, "install", "--systemd")
    #expect(refused.status == 1 && refused.err.contains("Failed to connect to bus\n-> "), "\(refused.err)")
    #expect(work.names(units).isEmpty)
  }

  @Test func mistakes() throws {
    let work = try project()
    for (words, says) in [
      (["print", "--at", "24"], "--at: '24' is no time of day"), (["print", "--at", "6:5"], "is no time of day"),
      (["install", "--at", "06:60"], "is no time of day"), (["install", "--at", "+1"], "is no time of day"),
      (["print", "--at", "06:00", "--zone", "Europe/Paris"], "cron goes by the machine's own time"),
      (["print", "--systemd", "--at", "06:00", "--zone", "Europe/Pariss"], "is no time zone that this machine knows"),
      (["print", "--systemd", "--zone", "Europe/Paris"], "says nothing of a job that runs every hour"),
    ] {
      let result = work.run(["schedule"] + words)
      #expect(result.status == 64 && result.err.contains(says), "\(words): \(result.err)")
    }
    // A key that only the person's own shell has.
    try work.write(
      "contact: tests@example.org\nsecrets: {a_key: {host: api.example.org, env: A_KEY}}\n", "Config/soundings.yaml")
    let key = schedule(work, "install")
    #expect(
      key.status == 65 && key.err.contains("the variable A_KEY, which a scheduled run does not have\n-> "), "\(key.err)"
    )
    #expect(try work.read("bin/tab") == "# mine\n5 4 * * 0 /bin/true\n")
  }
}
