import Model

/// The parts of a workbook: a zip archive of XML files that name one another (ECMA-376, part 2).
final class WorkbookFile {
  /// The name of the file in messages.
  let name: String
  private let archive: InputFile
  private let members: [String: ZipDirectory.Member]

  /// - Throws: ``Problem`` (`.badInput`) where the archive is damaged, or is something else than a workbook.
  init(path: String, name: String) throws {
    self.name = name
    archive = try InputFile(path: path, name: name)
    var members: [String: ZipDirectory.Member] = [:]
    for member in try ZipDirectory(archive.descriptor, name: name).members {
      // Names of parts are compared without regard to case (ECMA-376, part 2, 6.2.2).
      guard members.updateValue(member, forKey: Self.key(member.name)) == nil else {
        throw Problem(
          .badInput, at: name, "two files in the archive are named '\(member.name)'",
          remedy: "the file may be made to do harm: find out where it comes from")
      }
    }
    self.members = members
    if members["_rels/.rels"] == nil, !members.keys.contains(where: { $0.hasPrefix("xl/") }),
      members["content.xml"] == nil
    {
      let names = members.values.map(\.name).sorted()
      let shown = names.prefix(5).map { "'\($0.prefix(60))'" }.joined(separator: ", ")
      throw Problem(
        .badInput, at: name,
        "the file is a zip archive and no Excel workbook: "
          + (names.isEmpty
            ? "it is empty" : "it has \(shown)\(names.count > 5 ? ", and \(names.count - 5) more" : "")"),
        remedy:
          "if the data is in one of these, write container: {zip: 'NAME'} under read: in the dataset's dataset.yaml, with the "
          + "format of that file")
    }
    if members["mimetype"] != nil, members["content.xml"] != nil {
      throw Problem(
        .badInput, at: name, "the file is an OpenDocument spreadsheet (.ods), not an Excel workbook",
        remedy: "save it as .xlsx and use that file")
    }
    if members["xl/workbook.bin"] != nil {
      throw Problem(
        .badInput, at: name, "the file is a binary Excel workbook (.xlsb)", remedy: "save it as .xlsx and use that file"
      )
    }
  }

  /// A part by its path in the archive.
  ///
  /// - Throws: ``Problem`` (`.badInput`) where it is missing.
  func part(_ path: String) throws -> XMLStream {
    guard let member = members[Self.key(path)] else {
      throw Problem(.badInput, at: name, "the workbook has no part '\(path)'", remedy: XMLStream.again)
    }
    try ZipDirectory.requireReadable(member, name: name)
    return try XMLStream(try MemberStream(member, of: archive), in: name)
  }

  /// The bytes of a part.
  func content(_ path: String) throws -> MemberStream? {
    try members[Self.key(path)].map { try MemberStream($0, of: archive) }
  }

  /// The parts that a part names: the type of each relation, its id and the path of the other part.
  func relations(of path: String) throws -> [(type: String, id: String, path: String)] {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let file = path.split(separator: "/").last.map(String.init) ?? ""
    let stream = try part((folder.isEmpty ? "" : folder + "/") + "_rels/\(file).rels")
    let relation = stream.interned("Relationship")
    var found: [(type: String, id: String, path: String)] = []
    while let event = try stream.next() {
      guard event == .start, stream.name == relation else { continue }
      guard stream.attribute("TargetMode") != "External", let target = stream.attribute("Target"),
        let type = stream.attribute("Type")?.split(separator: "/").last
      else { continue }
      found.append((String(type), stream.attribute("Id") ?? "", Self.path(target, from: folder)))
      guard found.count <= Self.mostRelations else {
        throw stream.problem("more than \(Self.mostRelations) relations")
      }
    }
    return found
  }

  private static let mostRelations = 20_000

  private static func path(_ target: String, from folder: String) -> String {
    var steps = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for step in target.split(separator: "/") {
      if step == ".." { steps = steps.dropLast() } else if step != "." { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }

  private static func key(_ path: String) -> String {
    (path.hasPrefix("/") ? String(path.dropFirst()) : path).lowercased()
  }
}
