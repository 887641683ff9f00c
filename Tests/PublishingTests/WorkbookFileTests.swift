import Foundation
import Glibc
import Manifest
import Model
import TestTools
import Testing

@testable import Publishing

/// What happens to a workbook where the disk does not play along.
@Suite(.tags(.slow)) final class WorkbookFileTests {
  let folder = NSTemporaryDirectory() + "soundings-workbook-\(UUID().uuidString)"

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @Test func aFolderThatTakesNoFileIsNamed() throws {
    let file = folder + "/file"
    try Data([1]).write(to: URL(fileURLWithPath: file))
    for (path, reason) in [(folder + "/none", "No such file or directory"), (file, "Not a directory")] {
      #expect {
        try TemporaryFolder.require(bytes: 1, in: path)
      } throws: { error in
        let problem = error as? Problem
        return problem?.place == path && problem?.what.hasSuffix(reason) == true
          && problem?.remedy == "set TMPDIR to a folder that is there and can be written"
      }
    }
    #expect(TemporaryFolder.failure("/t", ENOSPC).remedy.hasPrefix("make room for 2 MB on the disk of /, "))
    try TemporaryFolder.require(bytes: 100_000, in: folder)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["file"], "nothing is left over")
  }

  /// To silence libxlsxwriter by another descriptor 2 lost the messages of all threads: two of them at once left it so for good.
  @Test func theProcessKeepsItsStandardError() async throws {
    let (result, manifest) = Sample.column(.integer, (0..<50).map { .integer($0) })
    func own() -> [UInt64] {
      var facts = stat()
      return fstat(2, &facts) == 0 ? [UInt64(facts.st_dev), UInt64(facts.st_ino)] : []
    }
    let before = own()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<10 {
            _ = try Workbook.bytes(of: [(manifest, result)])
            #expect(own() == before)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(own() == before)
  }

  /// The workbook with one part changed by Python, as a full disk would have changed it before it was packed.
  private func rewritten(_ bytes: [UInt8], cut: String) throws -> [UInt8] {
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/a.xlsx"))
    let script = """
      import zipfile
      with zipfile.ZipFile('a.xlsx') as a, zipfile.ZipFile('b.xlsx', 'w', zipfile.ZIP_DEFLATED) as b:
          for entry in a.infolist():
              part = a.read(entry.filename)
              if entry.filename == 'xl/worksheets/sheet2.xml':
                  part = \(cut)
              b.writestr(entry.filename, part)
      """
    let python = try #require(PublicTool.installed("python3"))
    let answer = try PublicTool.run(python, ["-c", script], in: folder)
    try #require(answer.status == 0, "\(answer.err)")
    return Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/b.xlsx")))
  }

  @Test(.enabled(if: PublicTool.installed("python3") != nil, "Python is not installed"))
  func aPartThatLostItsEndIsFound() throws {
    let (result, manifest) = Sample.column(.integer, (0..<2_000).map { .integer($0) })
    let bytes = try Workbook.bytes(of: [(manifest, result)])
    let sheet = "xl/worksheets/sheet2.xml"
    #expect(try XlsxParts(bytes).rows[sheet] == 2_004)
    #expect(try XlsxParts(rewritten(bytes, cut: "part")).rows[sheet] == 2_004)
    for cut in ["part[:-4096]", "part[:-1]", "b''", "part[:100]", "part + b'<'"] {
      #expect(throws: Problem.self) { try XlsxParts(self.rewritten(bytes, cut: cut)) }
    }
    // A hole in the middle leaves the end whole; so the rows are counted.
    #expect(try XlsxParts(rewritten(bytes, cut: "part[:20000] + part[24096:]")).rows[sheet] != 2_001)
    for count in [0, 10, bytes.count / 2, bytes.count - 1] {
      #expect(throws: Problem.self) { try XlsxParts(Array(bytes.prefix(count))) }
    }
  }
}
