import Foundation
import PipelineTools
import TestTools
import Testing

/// `scripts/bundle`: each bundle.yaml matches what is bundled beside it, and makes it again from the publishers' files.
@Suite(.tags(.slow), .enabled(if: PublicTool.hasYAML, "Python or its module yaml is not installed: scripts/setup test"))
final class BundleTests {
  /// What may be broken: the scripts and the dataset folders of a repository of its own.
  let copy = NSTemporaryDirectory() + "soundings-bundle-\(UUID().uuidString)"

  init() throws {
    let files = FileManager.default
    try files.createDirectory(atPath: copy, withIntermediateDirectories: true)
    for folder in ["scripts", "Pipelines"] {
      try files.copyItem(atPath: Repository.root + "/" + folder, toPath: copy + "/" + folder)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: copy) }

  private func bundle(in repository: String, _ arguments: [String]) throws -> PublicTool.Result {
    let python = try #require(PublicTool.installed("python3"))
    return try PublicTool.run(python, ["-B", repository + "/scripts/bundle"] + arguments, in: NSTemporaryDirectory())
  }

  /// Every file below `folder/*/*/bundled`, by dataset and name.
  private func bundled(_ repository: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: repository + "/Pipelines") {
      let parts = path.split(separator: "/")
      guard parts.count == 4, parts[2] == "bundled" else { continue }
      files["\(parts[1])/\(parts[3])"] = try Data(contentsOf: URL(fileURLWithPath: "\(repository)/Pipelines/\(path)"))
    }
    return files
  }

  /// Replaces the first such text of a file in the copy.
  private func edit(_ file: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: "\(copy)/\(file)", encoding: .utf8)
    let place = try #require(text.range(of: old), "\(file) has no \(old)")
    try text.replacingCharacters(in: place, with: new).write(
      toFile: "\(copy)/\(file)", atomically: true, encoding: .utf8)
  }

  /// Both ways, and each provenance note to the byte.
  @Test func eachRecipeMatchesWhatIsBundled() throws {
    let answer = try bundle(in: Repository.root, ["--check"])
    #expect(answer.status == 0)
    #expect(answer.err.isEmpty, "\(answer.err)")
  }

  @Test(.enabled(if: Repository.shared != nil, "needs ../shared/data (or SOUNDINGS_SHARED)"))
  func theRecipesMakeTheBundledBytes() throws {
    let (into, originals) = (copy + "/made", (Repository.shared ?? "") + "/data")
    let answer = try bundle(
      in: Repository.root, ["--originals", originals, "--into", into, "--soundings", OwnProgram.path])
    #expect(answer.status == 0, "\(answer.err)")
    let wanted = try bundled(Repository.root)
    let made = try FileManager.default.subpathsOfDirectory(atPath: into).filter { $0.contains("/") }
    #expect(Set(made) == Set(wanted.keys))
    for (name, bytes) in wanted {
      #expect(FileManager.default.contents(atPath: "\(into)/\(name)") == bytes, "\(name)")
    }
  }

  @Test func aFileThatNoRecipeNamesIsFound() throws {
    let folder = "Pipelines/migration/unhcr_population/bundled"
    try "{}".write(toFile: "\(copy)/\(folder)/2020-01-01.json", atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(atPath: "\(copy)/\(folder)/2025-06-12.json")
    try edit("\(folder)/2024-10-18.provenance.yaml", "years 2014 on", "years 2015 on")
    try FileManager.default.removeItem(atPath: "\(copy)/Pipelines/drug-flows/cbp_amo_seizures/bundled")
    let answer = try bundle(in: copy, ["--check", "unhcr_population"])
    #expect(answer.status == 1)
    #expect(
      answer.err == """
        \(folder)/2020-01-01.json: no edition of bundle.yaml has this name
        -> add the edition there, or remove the file
        \(folder)/2025-06-12.json: bundle.yaml names this edition, but the file is missing
        -> run scripts/bundle
        \(folder)/2024-10-18.provenance.yaml: the note differs from what bundle.yaml and dataset.yaml say
        -> run scripts/bundle

        """)
    #expect(try bundle(in: copy, ["--check", "cbp_amo_seizures"]).err.split(separator: "\n").count == 12)
  }

  @Test func bundledEditionsWithoutARecipeAreFound() throws {
    try FileManager.default.removeItem(atPath: copy + "/Pipelines/migration/unhcr_population/bundle.yaml")
    let answer = try bundle(in: copy, ["--check"])
    #expect(answer.status == 1)
    #expect(
      answer.err == """
        Pipelines/migration/unhcr_population/bundled: nothing says how these editions were made
        -> write bundle.yaml beside the folder, or remove it

        """)
  }

  @Test(arguments: [
    ("    keep:", "    keeep:", #"11: the field "keeep" is not known here"#, "the fields are: through, originals, "),
    ("line_end: crlf", "line_end: cr", #"6: line_end: "cr" is not known"#, "write one of crlf, lf"),
    ("rendered:", "json: {records: a, envelope: '1'}\nrendered:", "6: 2 forms are given", "write one of csv, json, "),
    ("    through: 2023-09", "    through: fall", #"10: through: "fall" is not a month"#, "write a month: YYYY-MM"),
    ("sha256: 5", "sha256: X5", "sha256: \"X5", "write a SHA-256: 64 digits"),
    ("    restriction:", "    # restriction:", #"the field "restriction" is missing"#, "write `restriction: ...` here"),
    ("  2023-11:", "  newest:", "9: newest: not the day of an edition", "write YYYY-MM or YYYY-MM-DD"),
    ("rendered:", "rendered: x\nrendered:", #"8: the field "rendered" is written twice"#, "keep one of them"),
    ("csv: {", "csv: [", "not YAML", "correct the line"),
    ("csv: {", "csv: {leave_out: State, ", "leave_out: a list of texts is wanted", "write `leave_out: [..., ...]`"),
    ("['2020', '2021']", "{from: fall}", #"from: "fall" is not a whole number or a day"#, "write a whole number or a "),
  ])
  func aMistakeIsReportedWithItsLineAndRemedy(old: String, new: String, what: String, remedy: String) throws {
    let file = "Pipelines/migration/cbp_encounters/bundle.yaml"
    try edit(file, old, new)
    let answer = try bundle(in: copy, ["--check"])
    #expect(answer.status == 1)
    let lines = answer.err.split(separator: "\n").map(String.init)
    try #require(lines.count == 2, "\(answer.err)")
    #expect(lines[0].hasPrefix(file + ":") && lines[0].contains(what), "\(lines[0])")
    #expect(lines[1].hasPrefix("-> " + remedy), "\(lines[1])")
  }

  /// Without the publishers' files nothing is lost and the message says what is wanted.
  @Test func aMissingOriginalLeavesWhatIsBundled() throws {
    let before = try bundled(copy)
    let none = copy + "/none"
    let answer = try bundle(in: copy, ["--originals", none, "--soundings", OwnProgram.path])
    #expect(answer.status == 1)
    #expect(try bundled(copy) == before)
    let lines = answer.err.split(separator: "\n")
    #expect(lines.count == 26, "\(answer.err)")
    #expect(
      lines[20].hasSuffix("unhcr/editions/2024-10-18/population_coo-VEN_coa_all_limit-200_page-1.json in \(none)"))
    #expect(lines[21].hasPrefix("-> name the folder that has it: --originals DIR"))

    // Another file under the right name is no original.
    let pages = none + "/unhcr/editions/2024-10-18"
    try FileManager.default.createDirectory(atPath: pages, withIntermediateDirectories: true)
    try "{}".write(
      toFile: pages + "/population_coo-VEN_coa_all_limit-200_page-1.json", atomically: true, encoding: .utf8)
    let other = try bundle(in: copy, ["--originals", none, "unhcr_population"])
    #expect(other.err.contains("page-1.json does not have that SHA-256"), "\(other.err)")
    #expect(try bundled(copy) == before)
  }

  /// A dataset's knowledge is in its folder.
  @Test func noDatasetIsNamedInTheScript() throws {
    let folder = Repository.root + "/scripts/bundling"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".py") }
    try #require(!files.isEmpty)
    for path in files.map({ folder + "/" + $0 }) + [Repository.root + "/scripts/bundle"] {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      for name in Repository.datasetNames { #expect(!text.contains(name), "\(name) in \(path)") }
    }
  }
}
