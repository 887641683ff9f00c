import Model

/// Reads `checks/<name>.sql`.
struct CheckReader {
  let name: String
  let pipeline: String
  let file: SourceFile

  func read() -> (CheckManifest?, [Problem]) {
    Name.checkSQLFile(name, as: "check", in: file)
    guard let text = file.text(remedyIfMissing: "write it") else { return (nil, file.problems) }
    let meaning = SQLHeader(text).lines.first?.text ?? ""
    if meaning.isEmpty {
      file.report(
        line: 1, "does not say what it finds",
        remedy:
          "say on the first line what is wrong when a row is returned: -- A strike is dated before the campaign began.")
    }
    let outline = SQLOutline(text)
    outline.requireOneSelect(in: file, what: "write one SELECT that returns the rows that should not exist")
    outline.refuseDivision(in: file, what: "multiply both sides instead: 10 * part > whole, not part / whole > 0.1")
    let check = CheckManifest(name: name, pipeline: pipeline, path: file.path, meaning: meaning, sql: text)
    return (file.isSound ? check : nil, file.problems)
  }
}
