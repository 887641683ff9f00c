import Foundation
import Glibc
import StandIn
import TestTools
import Testing

/// Storage that fails: the advice fits, nothing good is lost, and the next command succeeds.
@Suite(.tags(.slow)) struct StorageTests {
  func project() throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n", "one.csv")
    try work.write("Day,Port,Boats\n1 May 2025,Here,5\n", "two.csv")
    #expect(work.run("add", "boats_seen", "one.csv", "--published", "2025-05-03").status == 0)
    return work
  }

  let boats = ["table", "boats_by_port", "--format", "csv"]

  struct Fault: Sendable, CustomTestStringConvertible {
    var call: String
    var path: String
    var code: Int32
    var says: String
    var testDescription: String { "\(call) \(path) \(code)" }
  }

  static let faults = [
    Fault(call: "write", path: "soundings.sqlite", code: ENOSPC, says: "the disk is full: about "),
    Fault(call: "write", path: "soundings.sqlite", code: EIO, says: "input/output error (EIO)"),
    Fault(call: "fsync", path: "soundings.sqlite", code: EIO, says: "input/output error (EIO)"),
    Fault(call: "write", path: "/archive/", code: ENOSPC, says: "the disk is full: about "),
    Fault(call: "write", path: "/archive/", code: EIO, says: "input/output error (EIO)"),
    Fault(call: "fsync", path: "/archive/", code: EIO, says: "input/output error (EIO)"),
    // The name of a file that is not flushed is lost with the power.
    Fault(call: "fsync", path: "/", code: EIO, says: "input/output error (EIO)"),
    Fault(call: "write", path: "/exports/", code: ENOSPC, says: "the disk is full: about "),
    Fault(call: "write", path: "/exports/", code: EDQUOT, says: "this user's share of the disk (quota) is used up"),
    Fault(call: "write", path: "/exports/", code: EFBIG, says: "a limit (ulimit -f)"),
    Fault(call: "write", path: "/exports/", code: EIO, says: "input/output error (EIO)"),
  ]

  @Test(.enabled(if: FaultyDisk.library != nil, "needs a C compiler"), arguments: faults)
  func theAdviceFits(_ fault: Fault) throws {
    let work = try project()
    work.environment = FaultyDisk.environment(fault.call, fault.path, fault.code)
    let result = work.run("add", "boats_seen", "two.csv", "--published", "2025-06-03")
    #expect(result.status == 1, "\(result.err)")
    #expect(result.err.contains(fault.says), "\(result.err)")
    for wrong in ["rebuil", "owner and permissions", "[ERROR]", "reinstall"] {
      #expect(!result.err.contains(wrong), "\(result.err)")
    }
    if fault.code == ENOSPC {
      #expect(result.err.contains(" MB are needed") && result.err.contains("-> make room for "))
    }
    work.environment = []
    let next = work.run("add", "boats_seen", "two.csv", "--published", "2025-06-03")
    #expect(next.status == 0, "\(next.err)")
    #expect(work.run(boats).out == "port,boats\nHere,5\n")
    #expect(try work.read("Data/exports/boats_by_port.csv") == "port,boats\nHere,5\n")
    #expect(work.run("verify", "--rebuild").status == 0)
  }

  static let canMount = system("unshare -m sh -c 'mount -t tmpfs none /mnt' >/dev/null 2>&1") == 0

  @Test(.enabled(if: canMount, "needs the right to mount (unshare -m)"))
  func aFullFolderForTemporaryFilesRemovesNothingThatWasRight() throws {
    let work = try project()
    let before = work.shell("cd Data/exports && find . -type f | sort | xargs sha256sum").out
    #expect(before.contains("soundings.xlsx"))
    let full =
      "mount -t tmpfs -o size=64k none /mnt && { head -c 100000 /dev/zero > /mnt/fill; export TMPDIR=/mnt; exec \"$0\" "
    let result = work.shell("unshare -m sh -c '\(full) export --format xlsx,html,charts; }' \"$0\" 2>&1 >/dev/null")
    #expect(result.status == 1)
    #expect(result.out.contains("the disk is full: about "), "\(result.out)")
    #expect(!result.out.contains("[ERROR]") && !result.out.contains("reinstall"), "\(result.out)")
    let after = work.shell("cd Data/exports && find . -type f | sort | xargs sha256sum").out
    for line in before.split(separator: "\n") where line.contains(".xlsx") || line.contains("/charts/") {
      #expect(after.contains(line), "\(line) was right")
    }
    // Where the tables change, what cannot be made again goes: it would show other numbers.
    let changed = work.shell(
      "unshare -m sh -c '\(full) add boats_seen two.csv --published 2025-06-03; }' \"$0\" 2>&1 >/dev/null")
    #expect(changed.status == 1)
    #expect(!work.exists("Data/exports/soundings.xlsx"))
    #expect(work.run("run", "--offline").status == 0)
    #expect(work.exists("Data/exports/soundings.xlsx"))
  }

  /// A file that cannot be read is neither one with a mistake nor one with other bytes.
  @Test(
    .enabled(if: FaultyDisk.library != nil, "needs a C compiler"),
    arguments: [
      ("/boats_seen/dataset.yaml", ["check"]), ("/boats_seen/dataset.yaml", ["run", "--offline"]),
      ("/exports/boats_by_port.csv", ["verify"]),
    ])
  func whatCannotBeReadIsTheDisks(_ path: String, _ command: [String]) throws {
    let work = try project()
    work.environment = FaultyDisk.environment("read", path, EIO)
    let result = work.run(command)
    #expect(result.status == 1, "\(result.err)")
    let said = result.out + result.err
    #expect(
      said.contains("\(path.dropFirst()): cannot be read: the disk reports an input/output error (EIO)"), "\(said)")
    #expect(said.contains("-> the disk is failing or was taken away"))
    #expect(!said.contains("permissions") && !said.contains("is not what the table gives"), "\(said)")
  }

  /// The room that is needed is that of the body that was announced.
  @Test(
    .enabled(if: FaultyDisk.library != nil && StandIn.isPossible, "needs a C compiler, python3 and openssl"))
  func aBodyWithoutRoomSaysHowMuchItNeeds() throws {
    let body = "Day,Port,Boats\n" + (0..<90_000).map { "1 April 2025,Harbor number \($0),\($0 % 7)\n" }.joined()
    let standIn = try StandIn([Route("www.cbp.gov", "/boats.csv", body)])
    let work = try Workdir()
    try work.makeProject(
      config: standIn.yaml + "retries: 0\n",
      fetch: "fetch: {url: 'https://www.cbp.gov/boats.csv'}\nedition: {published: fetched}")
    work.environment = FaultyDisk.environment("write", "/fetch-", ENOSPC)
    let result = work.run("run")
    #expect(result.status == 1)
    // One more than the body: with a few bytes the next file would fail.
    let needed = Int((Double(body.utf8.count + 1 << 20) / 1_048_576).rounded(.up))
    #expect(needed == 4)
    #expect(result.err.contains("the disk is full: about \(needed) MB are needed"), "\(result.err)")
    #expect(result.err.contains("-> make room for \(needed) MB on the disk of "), "\(result.err)")
  }

  @Test(.enabled(if: canMount, "needs the right to mount (unshare -m)"))
  func aDiskWithoutRoomForFilesSaysThat() throws {
    let work = try Workdir()
    try work.makeProject()
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n", "one.csv")
    try FileManager.default.createDirectory(atPath: work.path("Data"), withIntermediateDirectories: true)
    let result = work.shell(
      "unshare -m sh -c 'mount -t tmpfs -o size=50m,nr_inodes=6 none Data && exec \"$0\" add boats_seen one.csv --published 2025-05-03' "
        + "\"$0\" 2>&1 >/dev/null")
    #expect(result.status == 1, "\(result.out)")
    #expect(
      result.out.contains("the disk has no room for more files, however small (no inodes are left)"), "\(result.out)")
    #expect(result.out.contains("-> remove files") && !result.out.contains("MB are needed"), "\(result.out)")
  }

  /// Killed at each of its changes to files, a workbook leaves nothing that the next one does not remove.
  @Test(.enabled(if: Interruption.isPossible, "needs a C compiler")) func killedExportsLeaveNoTemporaryFiles() throws {
    let work = try project()
    for name in ["tmp", "taken"] {
      try FileManager.default.createDirectory(atPath: work.path(name), withIntermediateDirectories: true)
    }
    work.environment = ["TMPDIR=\(work.path("tmp"))"]
    let export = ["export", "boats_by_port", "--format", "xlsx", "--out", "taken"]
    let counting = try Interruption()
    #expect(work.start(export, interruption: counting).wait().status == 0)
    #expect(work.names("tmp") == [])
    for number in 1...(try counting.count()) {
      try FileManager.default.removeItem(atPath: work.path("taken"))
      try FileManager.default.createDirectory(atPath: work.path("taken"), withIntermediateDirectories: true)
      #expect(work.start(export, interruption: try Interruption(at: number)).wait().signal == SIGKILL)
    }
    #expect(work.run(export).status == 0)
    #expect(work.names("tmp") == [])
  }

  @Test(arguments: ["tables", "--help", "run --help", "--version"])
  func outputToAFullDeviceIsAnErrorWithWords(_ command: String) throws {
    let work = try project()
    let result = work.shell("exec \"$0\" \(command) > /dev/full")
    #expect(result.status == 1)
    #expect(result.err.hasPrefix("standard output: cannot be written: the device is full\n-> the output is incomplete"))
  }

  /// A pipe that does not let its writer wait, and that takes a page at a time.
  @Test(.enabled(if: PublicTool.installed("python3") != nil, "needs python3")) func aPipeThatIsFullIsWaitedFor() throws
  {
    let work = try project()
    try work.write(
      "import fcntl, os, sys\nfcntl.fcntl(1, 1031, 4096)\n"
        + "fcntl.fcntl(1, fcntl.F_SETFL, fcntl.fcntl(1, fcntl.F_GETFL) | os.O_NONBLOCK)\nos.execv(sys.argv[1], sys.argv[1:])\n",
      "hasty.py")
    let rows = (0..<20_000).map { "1 May 2025,Harbor \($0),2\n" }.joined()
    try work.write("Day,Port,Boats\n" + rows, "many.csv")
    #expect(work.run("add", "boats_seen", "many.csv", "--published", "2025-06-03").status == 0)
    let result = work.shell(
      "{ python3 hasty.py \"$0\" table boats_by_port --format csv; echo $? > status; } | cat > shown; exit $(cat status)"
    )
    #expect(result.status == 0, "\(result.err)")
    #expect(try work.read("shown") == work.read("Data/exports/boats_by_port.csv"))
  }

  // MARK: - trouble that passes

  /// The same bytes are good when the disk is well again: nothing is held for it, and nobody has to know.
  @Test(.enabled(if: FaultyDisk.library != nil, "needs a C compiler"))
  func aDiskThatFailsForAMomentHoldsNothing() throws {
    let work = try project()
    let hash = work.shell("sha256sum two.csv").out.prefix(40)
    work.environment = FaultyDisk.environment("read", "/archive/boats_seen/\(hash)", EIO)
    let failed = work.run("add", "boats_seen", "two.csv", "--published", "2025-06-03")
    #expect(failed.status == 1, "\(failed.out)")
    #expect(failed.err.contains("cannot be read: the disk reports an input/output error (EIO)"), "\(failed.err)")
    #expect(!failed.err.contains("held"), "\(failed.err)")
    work.environment = []
    #expect(work.run("run", "--offline", "--quiet").status == 0)
    #expect(work.run(boats).out == "port,boats\nHere,5\n")
    work.environment = FaultyDisk.environment("read", "/archive/boats_seen/\(hash)", EIO)
    let rebuild = work.run("rebuild")
    #expect(rebuild.status != 0)
    #expect(rebuild.err.contains("EIO") && !rebuild.err.contains("fix "), "\(rebuild.err)")
    work.environment = []
    #expect(work.run("verify", "--rebuild").status == 0)
  }

  @Test(.enabled(if: FaultyDisk.library != nil, "needs a C compiler"))
  func aDecisionThatFoundNoRoomIsBroughtInWhenItIsTypedAgain() throws {
    let work = try project()
    #expect(work.run("add", "boats_seen", "two.csv", "--published", "2025-06-03").status == 0)
    let withdraw = ["withdraw", "boats_seen", "2025-06-03", "--reason", "wrong"]
    work.environment = FaultyDisk.environment("write", "soundings.sqlite", ENOSPC)
    let failed = work.run(withdraw)
    #expect(failed.status == 1)
    #expect(failed.err.contains("the disk is full"), "\(failed.err)")
    work.environment = []
    let again = work.run(withdraw)
    #expect(again.status == 0, "\(again.err)")
    #expect(work.run(boats).out == "port,boats\nHere,2\n")
    #expect(work.names("Data/archive/boats_seen/decisions").count == 1)
    #expect(work.run(withdraw).status == 64)
  }

  /// A folder for temporary files that is full when a packed file is read and the history is written.
  @Test(.enabled(if: canMount, "needs the right to mount (unshare -m)"), arguments: [64, 300, 1024])
  func aFullFolderForTemporaryFilesHoldsNothing(_ size: Int) throws {
    let work = try project()
    let path = "Pipelines/boats/boats_seen/dataset.yaml"
    try work.write(KillTests.edition(0), "large.csv")
    work.shell("gzip -k large.csv")
    try work.write(
      work.read(path).replacing("{format: csv, header", with: "{format: csv, container: gzip, header"), path)
    work.shell("rm -rf Data")
    let full =
      "mount -t tmpfs -o size=\(size)k none /mnt && { head -c \(size * 1024 - 30_000) /dev/zero > /mnt/fill; export TMPDIR=/mnt; exec \"$0\" "
    let failed = work.shell(
      "unshare -m sh -c '\(full) add boats_seen large.csv.gz --published 2025-05-03 --quiet; }' \"$0\" 2>&1 >/dev/null")
    #expect(failed.status == 1, "\(failed.out)")
    #expect(failed.out.contains("the disk is full: about ") && failed.out.contains("TMPDIR"), "\(failed.out)")
    for wrong in ["aborted", "rebuild", "held"] { #expect(!failed.out.contains(wrong), "\(failed.out)") }
    let next = work.run("add", "boats_seen", "large.csv.gz", "--published", "2025-05-03")
    #expect(next.status == 0, "\(next.err)")
    #expect(work.run(boats).out.split(separator: "\n").count > 200)
  }

  /// Somebody looks into the warehouse and forgets the terminal.
  @Test(.enabled(if: sqlite != nil, "needs sqlite3"))
  func whoHoldsTheWarehouseIsNamedAtOnce() throws {
    let work = try project()
    var typed = NamedPipe(work.path("typed"), isOpenEnded: false)
    let begun = try #require(NamedPipe(work.path("begun"), isOpenEnded: false))
    let errors = try #require(NamedPipe(work.path("said")))
    let shell = Child(
      program: "/bin/sh", arguments: ["-c", "exec \(Self.sqlite!) Data/soundings.sqlite < typed"], folder: work.folder,
      out: work.path("shown"), err: work.path("shown.err"))
    #expect(typed?.write("begin;\nselect count(*) from _runs;\n.system echo yes > begun\n") == true)
    #expect(begun.text(until: "yes") == "yes\n")
    let adding = Child(
      program: "/bin/sh",
      arguments: [
        "-c", "exec \"$0\" add boats_seen two.csv --published 2025-06-03 --quiet 2> said", Workdir.program,
      ], folder: work.folder, out: work.path("out"), err: work.path("err"))
    let first = errors.text(until: "is in use by sqlite3 (pid \(shell.process))")
    #expect(first.contains("is in use by sqlite3 (pid \(shell.process))"), "\(first)")
    typed = nil
    _ = shell.wait()
    let all = first + errors.text(until: "\0")
    #expect(adding.wait().status == 0, "\(all)")
    #expect(all.contains("-> end the transaction there"))
    #expect(work.run(boats).out == "port,boats\nHere,5\n")
  }

  /// Root may do everything, so that this needs another user.
  private static let asNobody = "setpriv --reuid=65534 --regid=65534 --clear-groups "

  @Test(
    .enabled(
      if: getuid() == 0 && system("\(asNobody) test -x '\(Workdir.program)' 2>/dev/null") == 0,
      "needs root, setpriv, and a program that other users may run"), arguments: ["0644", "0666"])
  func afterAKilledCommitAReaderLearnsTheCause(_ mode: String) throws {
    let work = try project()
    // The file may be open to all, and the folder, in which the journal is, not.
    try #require(work.shell("chmod -R a+rX . && chmod \(mode) Data/soundings.sqlite").status == 0)
    // What a killed writer leaves: the pages of before, with a header that promises one.
    var journal = Data([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7, 0, 0, 0, 1])
    journal.append(Data(repeating: 0, count: 500))
    try work.write(journal, "Data/soundings.sqlite-journal")
    guard work.shell("\(Self.asNobody) test -r Data/soundings.sqlite").status == 0 else { return }
    let result = work.shell("exec \(Self.asNobody) \"$0\" table boats_by_port")
    #expect(result.status == 1, "\(result.err)")
    #expect(
      result.err.contains(
        "a run was ended while it wrote, which the next writer takes back; this user may not write here\n-> let a user who may write"
      ),
      "\(result.err)")
  }
}
