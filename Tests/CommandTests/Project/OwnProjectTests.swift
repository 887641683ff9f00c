import Foundation
import TestTools
import Testing

/// Another newsroom's project: begun by `init`, found from its folders, its samples recorded without a test build.
@Suite(.tags(.slow)) struct OwnProjectTests {
  private func addDataset(_ work: Workdir, _ root: String) throws {
    let folder = "\(root)/Pipelines/story/boats"
    try work.write(
      """
      title: Boats seen
      publisher: Harbor Office
      license: {name: public domain}
      attribution: Harbor Office
      edition: {published: fetched}
      read: {format: csv, header: [Day, Port, Boats]}
      columns:
        date: {type: date}
        port: {type: text}
        boats: {type: integer, min: 0, unit: boats, adds: over time}
      key: [date, port]
      guards: {rows: {min: 1}}
      """, "\(folder)/dataset.yaml")
    try work.write(
      "select \"Day\" as date, \"Port\" as port, \"Boats\" as boats from raw\n", "\(folder)/normalize.sql")
    try work.write("Day,Port,Boats\n2025-05-01,Here,2\n2025-05-01,There,\n", "\(folder)/sample.csv")
  }

  @Test func fromInitToATable() throws {
    let work = try Workdir()
    let begun = work.run("init", "desk")
    #expect(begun.status == 0 && begun.out.contains("Config/soundings.yaml"), "\(begun.out)\(begun.err)")
    #expect(work.shell("cd desk && $0 check").status == 0)
    let again = work.run("init", "desk")
    #expect(again.status == 64 && again.err.contains("is not empty"), "\(again.err)")
    try addDataset(work, "desk")
    let unchecked = work.shell("cd desk && $0 check")
    #expect(unchecked.err.contains("-> write it and read it: soundings record boats"), "\(unchecked.err)")
    // Below the project too.
    let recorded = work.shell("cd desk/Pipelines/story && $0 record boats")
    #expect(
      recorded.status == 0 && recorded.out.contains("1 row, 1 record in quarantine"), "\(recorded.out)\(recorded.err)")
    let expected = try work.read("desk/Pipelines/story/boats/expected.csv")
    #expect(expected.contains("2025-05-01,Here,2\n") && expected.contains("null: true"), "\(expected)")
    #expect(work.shell("cd desk && $0 check").status == 0)
    #expect(work.shell("cd desk && $0 record").out.contains("as it was"))
  }

  /// The rows of a sample are normalized and taken on one thread: more of them than the loader's queue has room for must not wait for ever.
  @Test func aSampleMayBeLarge() throws {
    let work = try Workdir()
    #expect(work.run("init", "desk").status == 0)
    try addDataset(work, "desk")
    let rows = (0..<140_000).map { "2025-05-\(10 + $0 % 20),Port \($0),\($0 % 100)\n" }.joined()
    try work.write("Day,Port,Boats\n" + rows, "desk/Pipelines/story/boats/sample.csv")
    let recorded = work.shell("cd desk && timeout 200 $0 record boats && timeout 200 $0 check")
    #expect(recorded.status == 0 && recorded.out.contains("140,000 rows"), "\(recorded.out)\(recorded.err)")
  }

  @Test func aMisspeltCommandIsNamed() throws {
    let work = try Workdir()
    let wrong = work.run("statu")
    #expect(wrong.status == 64 && wrong.errors.count == 2, "\(wrong.err)")
    #expect(wrong.err.contains("there is no command 'statu'") && wrong.err.contains("did you mean soundings status?"))
    #expect(work.run("xyzzy").err.contains("-> All of them are listed by: soundings --help"))
    #expect(work.run("help", "status").status == 0)
  }

  /// A folder with pipelines is a project, also without a configuration: never silently the program's own.
  @Test func aFolderWithPipelinesIsTheProject() throws {
    let work = try Workdir()
    try addDataset(work, "desk")
    try work.write("title: Story\ndescription: A story.\n", "desk/Pipelines/story/pipeline.yaml")
    let recorded = work.shell("cd desk && $0 record --verbose")
    #expect(recorded.out.contains("boats/expected.csv") && !recorded.out.contains("cbp_"), "\(recorded.out)")
    #expect(recorded.err.contains("project ") && recorded.err.contains("desk, data "), "\(recorded.err)")
  }
}
