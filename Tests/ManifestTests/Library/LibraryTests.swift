import Manifest
import Model
import Testing
import Words

@Suite struct LibraryTests {
  let workspace = Workspace()

  @Test func readsEverything() throws {
    Good.write(into: workspace)
    workspace.write("Pipelines/strikes/pipeline.yaml", "title: Strikes\ndescription: d\n")
    workspace.write("Pipelines/strikes/strikes/dataset.yaml", Good.curated)
    workspace.write("Pipelines/strikes/strikes/curated.csv", "strike,dead,reported_on\n")
    workspace.write("Pipelines/strikes/strikes/normalize.sql", "select * from raw")
    workspace.write("Pipelines/articles/README.md", "not ours either")
    workspace.write("Pipelines/README.md", "not ours either")
    workspace.write("Pipelines/.git/x/pipeline.yaml", "hidden")
    let library = try Library.load(folder: workspace.pipelines + "/")
    #expect(library.pipelines.map(\.name) == ["drug-flows", "strikes"])
    #expect(library.pipelines[0].title == "Drug flows")
    #expect(library.pipelines[0].description == "Seizures at the border and deaths at home.")
    #expect(library.datasets.map(\.name) == ["drug_seizures", "strikes"])
    #expect(library.tables.map(\.name) == ["seizures_by_year"])
    #expect(library.pipeline(named: "strikes")?.datasets.first?.isCurated == true)
    #expect(library.pipeline(named: "nobody") == nil)
    #expect(try library.dataset(named: "strikes").dating.source == .reportedOn)
    #expect(
      try library.dataset(named: "drug_seizures").manifestPath.hasSuffix(
        "/Pipelines/drug-flows/drug_seizures/dataset.yaml"))
    #expect(Library.problems(in: workspace.pipelines).isEmpty)
  }

  @Test func readsATableAndACheck() throws {
    Good.write(into: workspace)
    let library = try Library.load(folder: workspace.pipelines)
    let table = try library.table(named: "seizures_by_year")
    #expect(table.grain == "One row per fiscal year: the federal one.")
    #expect(table.title == "Seizures by fiscal year")
    #expect(
      table.columns == [
        TableColumn(name: "fiscal_year", kind: .year, description: "U.S. fiscal year."),
        TableColumn(
          name: "quantity_mg", kind: .integer, unit: "milligrams (net)",
          description: "What was seized, all drugs together."),
        TableColumn(
          name: "share_pct", kind: .decimal, decimals: 4, unit: "percent", description: "Share of all years."),
      ])
    #expect(table.notes == ["Seizures are not flows.", "Nor are they use."])
    #expect(table.sql == Good.table)
    let check = try #require(library.pipelines.first?.checks.first)
    #expect(check.name == "months")
    #expect(check.meaning == "A month lies outside of its fiscal year: the publisher's file is broken.")
    #expect(check.sql == Good.check)
  }

  @Test func unknownNamesComeWithASuggestion() throws {
    Good.write(into: workspace)
    var library = try Library.load(folder: workspace.pipelines)
    library.folder = "Pipelines"
    func lines(_ body: () throws -> Void) -> String {
      do { try body() } catch let problem as Problem {
        #expect(problem.kind == .usage)
        return problem.description
      } catch {}
      return ""
    }
    #expect(
      lines { _ = try library.dataset(named: "drug_siezures") } == """
        Pipelines: there is no dataset named 'drug_siezures'
        -> did you mean 'drug_seizures'? The datasets are: drug_seizures
        """)
    #expect(
      lines { _ = try library.table(named: "drug_seizures") } == """
        Pipelines: 'drug_seizures' is a dataset, not a table
        -> The tables are: seizures_by_year
        """)
    library.pipelines = []
    #expect(
      lines { _ = try library.table(named: "x") } == """
        Pipelines: there is no table named 'x'
        -> There is no table at all
        """)
  }

  @Test func loadThrowsTheFirstOfAllProblems() throws {
    Good.write(into: workspace, dataset: "titel: x\n", table: "select 1")
    let problems = Library.problems(in: workspace.pipelines)
    #expect(problems.count == 11)
    #expect(throws: problems[0]) { try Library.load(folder: workspace.pipelines) }
  }

  @Test func aMissingFolderIsSaid() {
    #expect(
      workspace.problems() == [
        """
        Pipelines: there is no such folder
        -> run from the folder above it, or say where it is with 'pipelines:' in Config/soundings.yaml
        """
      ])
    workspace.makeFolder("Pipelines")
    #expect(workspace.problems().isEmpty)
  }

  @Test func aNameIsTakenOnce() throws {
    Good.write(into: workspace)
    workspace.write("Pipelines/migration/pipeline.yaml", Good.pipeline)
    workspace.write("Pipelines/migration/drug_seizures/dataset.yaml", Good.dataset)
    workspace.write("Pipelines/migration/drug_seizures/normalize.sql", Good.normalize)
    workspace.write("Pipelines/migration/tables/drug_seizures.sql", Good.table)
    workspace.write("Pipelines/migration/tables/seizures_by_year.sql", Good.table)
    let remedy = "-> rename one of the two: datasets and tables of all pipelines share one namespace"
    let dataset = "the dataset 'drug_seizures' has the name of the dataset in"
    let table = "the table 'drug_seizures' has the name of the dataset in"
    let twin = "the table 'seizures_by_year' has the name of the table in"
    #expect(
      workspace.problems() == [
        "Pipelines/migration/drug_seizures/dataset.yaml: \(dataset) Pipelines/drug-flows/drug_seizures/dataset.yaml\n\(remedy)",
        "Pipelines/migration/tables/drug_seizures.sql: \(table) Pipelines/drug-flows/drug_seizures/dataset.yaml\n\(remedy)",
        "Pipelines/migration/tables/seizures_by_year.sql: \(twin) Pipelines/drug-flows/tables/seizures_by_year.sql\n\(remedy)",
      ])
  }

  @Test func foldersThatOnlyLookRight() {
    workspace.write("Pipelines/Drugs/pipeline.yaml", "title: t\n")
    workspace.write("Pipelines/flows/table/x.sql", Good.table)
    workspace.write("Pipelines/flows/pictures/map.png", "")
    workspace.write("Pipelines/flows/Drug-Seizures/dataset.yaml", Good.dataset)
    #expect(
      workspace.problems() == [
        """
        Pipelines/Drugs/pipeline.yaml: a pipeline cannot be named 'Drugs'
        -> rename the folder: a lower-case letter, then lower-case letters, digits and underscores, also hyphens
        """,
        """
        Pipelines/Drugs/pipeline.yaml:1: the key 'description' is missing
        -> add 'description: ...'
        """,
        """
        Pipelines/flows/pipeline.yaml: there is no such file
        -> write it, with 'title: ...' and 'description: ...', or move the folder away
        """,
        """
        Pipelines/flows/Drug-Seizures/dataset.yaml: a dataset cannot be named 'Drug-Seizures'
        -> rename the folder to 'drug_seizures': a lower-case letter, then lower-case letters, digits and underscores
        """,
        """
        Pipelines/flows/Drug-Seizures/normalize.sql: there is no such file
        -> write it: one SELECT over raw that gives the columns of dataset.yaml
        """,
        """
        Pipelines/flows/table: contains x.sql, but no dataset.yaml
        -> did you mean 'tables'? A dataset's folder has a dataset.yaml; tables belong in 'tables', checks in 'checks'
        """,
      ])
  }

  @Test(arguments: [
    ("colums", "columns"), ("intger", "integer"), ("max_byte", "max_bytes"), ("tilte", "title"), ("titles", "title"),
    ("TITLE", "title"), ("seiz", "seizures_by_year"), ("zzz", nil), ("x", nil), ("", nil),
  ])
  func suggestions(word: String, nearest: String?) {
    let words = ["title", "columns", "integer", "max_bytes", "min", "max", "seizures_by_year"]
    #expect(Suggestion.nearest(word, among: words) == nearest)
  }
}
