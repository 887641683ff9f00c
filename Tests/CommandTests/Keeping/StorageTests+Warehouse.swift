import TestTools
import Testing

// A warehouse that was damaged, or is of an older version, and what a rebuild takes over from it.
extension StorageTests {
  static let sqlite = PublicTool.installed("sqlite3")

  private func sql(_ work: Workdir, _ text: String) throws {
    let sqlite = try #require(Self.sqlite)
    let result = work.shell("\(sqlite) Data/soundings.sqlite <<'END'\n\(text)\nEND\n")
    try #require(result.status == 0 && result.err == "", "\(result.err)")
  }

  @Test(.enabled(if: sqlite != nil, "needs sqlite3"))
  func aRebuildCarriesTheLedgerOverRowByRow() throws {
    let work = try project()
    #expect(work.run("add", "boats_seen", "two.csv", "--published", "2025-06-03").status == 0)
    try sql(work, "update _runs set outcome = 'donf' where run = 1;")
    let result = work.run("rebuild")
    #expect(result.status == 0, "\(result.err)")
    let said = result.out + result.err
    #expect(said.contains("not carried over into the new run ledger: a row of _runs (1, "), "\(said)")
    #expect(said.contains("outcome is \"donf\""), "\(said)")
    #expect(work.run("verify").status == 0)
    #expect(work.shell("\(Self.sqlite!) Data/soundings.sqlite 'select group_concat(run) from _runs'").out == "2,3\n")
    #expect(work.run("diff", "--since-last-run").status == 0)
  }

  /// A column of another name was a trap in a library, signal 5.
  @Test(
    .enabled(if: sqlite != nil, "needs sqlite3"),
    arguments: [
      ("_datasets", "fingerprint", "fingerprimt"), ("_editions", "identity", "ideotity"),
      ("_runs", "outcome", "outcole"),
    ])
  func oneBitOfTheSchemaIsAnError(_ table: String, _ old: String, _ new: String) throws {
    let work = try project()
    try sql(
      work,
      ".dbconfig defensive off\npragma writable_schema = on; update sqlite_schema set sql = replace(sql, '\(old)', '\(new)') where name = '\(table)';"
    )
    for command in [boats, ["status"], ["run", "--offline"], ["verify"]] {
      let result = work.run(command)
      #expect(result.signal == nil && result.status != 0, "\(command): \(result.err)")
      #expect(
        result.err.contains("the warehouse is damaged: the definition of its table \(table) is another\n-> rebuild"))
    }
    let rebuilt = work.run("rebuild")
    #expect(rebuilt.status == 0, "\(rebuilt.err)")
    #expect(work.run(boats).out == "port,boats\nHere,2\n")
    // What was executed before is known all the same, and what a column is called by one bit does not hide its values.
    #expect(!(rebuilt.out + rebuilt.err).contains("starts over"), "\(rebuilt.out)\(rebuilt.err)")
    #expect(work.shell("\(Self.sqlite!) Data/soundings.sqlite 'select group_concat(run) from _runs'").out == "1,2\n")
  }

  @Test(.enabled(if: sqlite != nil, "needs sqlite3"))
  func whatNobodyCanReadInTheWarehouseIsMendedByARebuild() throws {
    let work = try project()
    #expect(work.run("add", "boats_seen", "two.csv", "--published", "2025-06-03").status == 0)
    #expect(work.run("withdraw", "boats_seen", "2025-06-03", "--reason", "wrong").status == 0)
    try sql(work, "update _settings set value = 'x' || substr(value, 2) where name like 'decisions on %';")
    for command in [["run", "--offline"], ["verify"]] {
      let result = work.run(command)
      #expect(result.status != 0)
      #expect(
        (result.out + result.err).contains("the warehouse is damaged: it does not know which decisions were applied"),
        "\(result.out)\(result.err)")
    }
    var rebuilt = work.run("rebuild")
    #expect(rebuilt.status == 0, "\(rebuilt.err)")
    #expect(work.run(boats).out == "port,boats\nHere,2\n")
    #expect(work.run("verify").status == 0)

    try sql(work, "update _run_datasets set problem = '{\"where' where run = 2;")
    let verified = work.run("verify")
    #expect(verified.status != 0)
    #expect((verified.out + verified.err).contains("_run_datasets"), "\(verified.out)\(verified.err)")
    rebuilt = work.run("rebuild")
    #expect(rebuilt.status == 0, "\(rebuilt.err)")
    #expect((rebuilt.out + rebuilt.err).contains("problem cannot be read; the rest of it is there"))
    #expect(work.run("verify").status == 0)
    #expect(work.run("diff", "--since-last-run").status == 0)

    // One bit of the identifier is another archive's, by its name alone.
    try sql(work, "update _settings set value = 'x' || substr(value, 2) where name = 'archive';")
    #expect(work.run("run", "--offline").err.contains("is another archive"))
    rebuilt = work.run("rebuild")
    #expect(rebuilt.status == 0, "\(rebuilt.err)")
    #expect(work.run("run", "--offline").status == 0)
    #expect(work.run(boats).out == "port,boats\nHere,2\n")
  }

  /// A warehouse of an older version: the run ledger is carried over, and what was in use counts.
  @Test(.enabled(if: sqlite != nil, "needs sqlite3"))
  func anOlderVersionIsRebuiltBesideTheOldOne() throws {
    let work = try project()
    #expect(work.run("add", "boats_seen", "two.csv", "--published", "2025-06-03").status == 0)
    try sql(work, "pragma user_version = 10; alter table _run_changes drop column first_seen;")
    #expect(work.run("run", "--offline").err.contains("the warehouse has version 10"))
    work.shell("mkdir Aside; mv Data/archive/boats_seen/*_$(sha256sum two.csv | cut -c1-12).json Aside/")
    let refused = work.run("rebuild")
    #expect(refused.status == 1, "\(refused.out)")
    #expect(refused.err.contains("its record is no longer in the archive"), "\(refused.err)")
    work.shell("mv Aside/* Data/archive/boats_seen/")
    let rebuilt = work.run("rebuild")
    #expect(rebuilt.status == 0, "\(rebuilt.err)")
    #expect(work.names("Data").contains { $0.hasPrefix("soundings.sqlite.version-10-") })
    #expect(work.shell("\(Self.sqlite!) Data/soundings.sqlite 'select group_concat(run) from _runs'").out == "1,2,3\n")
    #expect(work.run("verify", "--rebuild").status == 0)
  }
}
