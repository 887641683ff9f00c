import CXML
import Glibc
import Model
import System

/// A JSON document that stands inside of a page or a script, in a temporary file without a name.
final class ScriptData {
  /// A path by which it can be opened as long as this object lives.
  var path: String { "/proc/self/fd/\(file.descriptor)" }

  private let file: OpenFile

  /// - Throws: ``Problem`` (`.badInput`) where the page has no such script or variable, or more than one.
  init(path: String, name: String, _ inside: JSONInside, contentType: String?) throws {
    let bytes = try HTMLPage.bytes(
      path: path, name: name, declared: nil, sent: contentType.flatMap { TextEncoding(contentType: $0) },
      isSettled: true)
    let isPage = bytes.first { !$0.isBlank } == UInt8(ascii: "<")
    let scripts = isPage ? try Self.scripts(in: try HTMLPage(bytes, name: name)) : [(attributes: [], text: bytes)]
    let found: [ArraySlice<UInt8>]
    let words: String
    switch inside {
    case .script(let wanted):
      found = scripts.filter { $0.attributes.contains(wanted) }.map { $0.text[...] }
      words = "script with an id or another attribute '\(wanted)'"
    case .variable(let variable):
      var values: [ArraySlice<UInt8>] = []
      for script in scripts {
        if !values.isEmpty, let change = ScriptUses.change(of: variable, from: 0, in: script.text) {
          throw Self.computed(variable, "is changed below by '\(change)'", name)
        }
        values += try Self.values(of: variable, in: script.text, name: name)
      }
      found = values
      words = "array or object that is given to a variable '\(variable)' in a script"
    }
    guard let text = found.first, found.count == 1 else {
      throw Problem(
        .badInput, at: name, "the page has \(found.isEmpty ? "no" : "more than one") \(words)",
        remedy: "read the page's source; correct read.inside in the dataset's dataset.yaml, then: soundings check")
    }
    do throws(FileFailure) {
      file = try Self.written(Array(text))
    } catch {
      let trouble = DiskTrouble.temporary(error.code)
      throw Problem(
        at: name, "cannot be written in \(PrivateFolder.parent): \(trouble?.what ?? error.reason)",
        remedy: trouble?.remedy ?? "set TMPDIR to a folder that is there and can be written")
    }
  }

  private static func written(_ content: [UInt8]) throws(FileFailure) -> OpenFile {
    let file = try UnnamedFile.open()
    let failure = content.withUnsafeBytes { bytes -> FileFailure? in
      do throws(FileFailure) { try file.write(bytes) } catch { return error }
      return nil
    }
    if let failure { throw failure }
    return file
  }

  /// The scripts of a page: the values of their attributes, and their text.
  private static func scripts(in page: HTMLPage) throws -> [(attributes: [String], text: [UInt8])] {
    var scripts: [(attributes: [String], text: [UInt8])] = []
    page.elements { element in
      guard HTMLPage.name(element) == "script" else { return }
      var values: [String] = []
      var next = element.pointee.properties
      while let attribute = next {
        if let value = attribute.pointee.children?.pointee.content { values.append(String(cString: value)) }
        next = attribute.pointee.next
      }
      let text = Array(HTMLPage.content(element).utf8)
      scripts.append((values, text))
    }
    return scripts
  }

  /// The arrays and objects that a script gives to a variable: `var data = [...]`, `window.data = {...}`.
  ///
  /// - Throws: ``Problem`` (`.badInput`) where the script adds to one, or takes from it: what it is then, only a browser knows.
  private static func values(of variable: String, in text: [UInt8], name: String) throws -> [ArraySlice<UInt8>] {
    var found: [ArraySlice<UInt8>] = []
    var from = 0
    while let offset = text.offset(of: variable, from: from) {
      let end = offset + variable.utf8.count
      from = end
      if offset > 0, isPartOfName(text[offset - 1]) { continue }
      guard let equals = text[end...].firstIndex(where: { !$0.isBlank }), text[equals] == UInt8(ascii: "="),
        let start = text[(equals + 1)...].firstIndex(where: { !$0.isBlank }),
        text[start] == UInt8(ascii: "[") || text[start] == UInt8(ascii: "{")
      else { continue }
      let value = value(at: start, in: text)
      found.append(value)
      from = value.endIndex
      if let more = ScriptStatement.continuation(at: value.endIndex, in: text) {
        throw computed(variable, "is followed by '\(more)', and not by the end of the statement", name)
      }
      if let change = ScriptUses.change(of: variable, from: value.endIndex, in: text) {
        throw computed(variable, "is changed below by '\(change)'", name)
      }
    }
    return found
  }

  private static func computed(_ variable: String, _ why: String, _ name: String) -> Problem {
    Problem(
      .badInput, at: name,
      "the array or object that a script gives to '\(variable)' \(why): the script computes the data",
      remedy:
        "look for the address from which the page's program loads its data, and fetch that; or name another variable or script under "
        + "read.inside in the dataset's dataset.yaml")
  }

  /// An array or object to its closing bracket, or to the end of the script if there is none.
  private static func value(at start: Int, in text: [UInt8]) -> ArraySlice<UInt8> {
    var (depth, isInString) = (0, false)
    var i = start
    while i < text.count {
      let byte = text[i]
      if isInString {
        if byte == UInt8(ascii: "\\") { i += 1 } else if byte == UInt8(ascii: "\"") { isInString = false }
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return text[start...i] }
      }
      i += 1
    }
    return text[start...]
  }

  static func isPartOfName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || (48...57).contains(byte)
      || (97...122).contains(byte | 0x20)
  }
}
