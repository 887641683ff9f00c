import Model
import System

/// `soundings init FOLDER`: a project of one's own, with all that a first dataset needs around it.
package struct InitVerb {
  /// As it was given.
  package var folder: String

  package init(folder: String) { self.folder = folder }

  package struct Report: Encodable, Sendable {
    package var folder: String
    /// The files, relative to it.
    package var files: [String]
  }

  /// - Throws: ``Problem`` if there is something in the folder, or it cannot be written.
  package func run() throws -> Report {
    guard !folder.isEmpty else {
      throw Problem(
        .usage, at: "init", "the folder is empty, perhaps because a variable is not set",
        remedy: "name one: soundings init FOLDER")
    }
    guard !Files.exists(folder) || Files.isFolder(folder) else {
      throw Problem(.usage, at: folder, "is a file", remedy: "name a folder: soundings init FOLDER")
    }
    let there = Files.isFolder(folder) ? try Files.names(in: folder).filter { $0 != ".git" } : []
    guard there.isEmpty else {
      throw Problem(
        .usage, at: folder, "is not empty: there is \(there.sorted()[0])",
        remedy: "name a new folder; to work in a project that is there already, go to it and run: soundings check")
    }
    for (name, text) in Self.files {
      let path = "\(folder)/\(name)"
      try Files.makeFolder(Files.folder(of: path), mode: 0o755)
      try AtomicFile.write(Array(text.utf8), to: path)
    }
    return Report(folder: folder, files: Self.files.map(\.0))
  }

  private static let files: [(String, String)] = [
    (
      "Config/soundings.yaml",
      """
      # Settings of this machine. Relative paths start from the folder above this one.
      data: Data
      pipelines: Pipelines

      # Publishers see this in the User-Agent of every request. Put an address here that reaches a person.
      contact: data-desk@example.org

      """
    ),
    (
      "Pipelines/story/pipeline.yaml",
      """
      title: The story
      description: The datasets and tables behind the story.

      """
    ),
    (
      "Pipelines/README.md",
      """
      # What is in this folder

      A pipeline is a folder of datasets, tables and checks that belong together; `story` is one without any, rename it as you like.

      1. A dataset is a folder in it: `story/DATASET/dataset.yaml` (what it is, how its file is read, what its rows must be),
         `normalize.sql` (one SELECT over `raw`, the file's records), a few records as `sample.csv`, and `expected.csv`, which
         `soundings record DATASET` writes from the sample.
      2. A table is a file: `story/tables/TABLE.sql`, a SELECT over datasets with a header that describes its columns.
      3. An article is a file: `soundings new-article NAME` starts one.

      `soundings check` says what is wrong, and what to do. `soundings add DATASET FILE --published DATE` loads a file that you have;
      `soundings run` fetches, loads and writes `Data/exports`. The README of Soundings has an example of each file.

      """
    ),
    (".gitignore", "Data/\n"),
  ]
}
