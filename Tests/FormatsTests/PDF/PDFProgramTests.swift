import Foundation
import Glibc
import Model
import System
import TestTools
import Testing

@testable import Formats

@Suite(.tags(.slow)) struct PDFProgramTests {
  private static let pdftotext = PublicTool.installed("pdftotext")
  private static let reading = Reading(format: .pdf, header: ["Country", "Grants"])
  private static let page: [SmallPDF.Word] = [
    .init(100, 100, "Country"), .init(200, 100, "Grants"), .init(100, 120, "Venezuela"), .init(210, 120, "1,031"),
    .init(100, 140, "Trinidad and"), .init(100, 152, "Tobago"), .init(210, 146, "(7)"),
  ]

  @Test(.enabled(if: pdftotext != nil, "no pdftotext: apt-get install poppler-utils"))
  func aSmallPDF() throws {
    let read = try opened(SmallPDF.bytes([Self.page, [.init(100, 90, "Peru")]]), [Self.reading])
    #expect(read.problem == nil)
    #expect(read.fields == [["Venezuela", "1,031"], ["Trinidad and Tobago", "(7)"], ["Peru", nil]])
    let places = read.rows.map { String($0.verbatim.prefix { $0 != ":" }) }
    #expect(places == ["page 1, x 100 y 113", "page 1, x 100 y 133", "page 2, x 100 y 83"])
    let text = try withFile(SmallPDF.bytes([Self.page])) {
      try Formats.pageText(path: $0, name: "t", readings: [Self.reading])
    }
    #expect(text?.contains("Country Grants\nVenezuela 1,031\n") == true)
  }

  @Test(.enabled(if: pdftotext != nil, "no pdftotext: apt-get install poppler-utils"))
  func whatCannotBeRead() throws {
    func what(_ bytes: [UInt8]) throws -> String { try opened(bytes, [Self.reading]).problem?.what ?? "" }
    let whole = SmallPDF.bytes([Self.page])
    #expect(try what(SmallPDF.bytes([[], []])).hasPrefix("the PDF has 2 pages and not one word: it is scanned"))
    #expect(
      try what(SmallPDF.bytes([Self.page], encrypt: SmallPDF.password))
        == "the PDF is encrypted: it opens only with a password")
    #expect(
      try what(Array(whole.prefix(200))).hasPrefix("the PDF is broken, and no page can be read: pdftotext says '"))
    // A fault after which pdftotext goes on, without some of the words.
    let damaged = Array(String(decoding: whole, as: UTF8.self).replacing(" Tf ", with: " Tx ", maxReplacements: 1).utf8)
    #expect(try what(damaged).hasPrefix("the PDF is damaged or cut off: pdftotext says 'Syntax Error"))
    var accepted = Self.reading
    accepted.pdf.allowsFaults = true
    #expect(try opened(damaged, [accepted]).problem?.what.contains("lacks 'Country'") == true)
    #expect(try what(Array("a,b\n1,2\n".utf8)) == "the file is other text, not PDF; it begins with: a,b 1,2")
    #expect(
      try what(Array("<html><title>Not found</title>".utf8))
        == "the file is an HTML page, not PDF; its title: Not found")
  }

  /// A program of a few lines in the place of pdftotext.
  private func problem(_ script: String, _ change: (inout PDFProgram) -> Void = { _ in }) throws -> Problem? {
    let folder = NSTemporaryDirectory() + "soundings-pdftotext-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: folder + "/pdftotext"))
    chmod(folder + "/pdftotext", 0o755)
    var program = try PDFProgram(path: ChildProgram.installed("pdftotext", searchPath: folder), for: "t.pdf")
    change(&program)
    do {
      _ = try program.pages(of: "/dev/null", name: "t.pdf", allowsFaults: false)
      return nil
    } catch {
      return error as? Problem
    }
  }

  @Test func aProgramThatFails() throws {
    #expect(
      try problem("exit 99")?.description.contains("this pdftotext cannot write words with their places (-tsv)\n-> ")
        == true)
    #expect(try problem("exit 127")?.what == "failed with 127: no message")
    #expect(
      try problem("echo 'Syntax Error: no trailer' >&2; exit 1")?.what
        == "the PDF is broken, and no page can be read: pdftotext says 'Syntax Error: no trailer'")
    #expect(
      try problem("kill -11 $$")?.what
        == "pdftotext was ended by signal 11 while it read the PDF, in at most 1024 MiB of memory")
    #expect(try problem("echo nonsense")?.what == "line 1 of what pdftotext -tsv writes is not understood")
    let tooMuch = try problem("while :; do echo 12345678901234567890123456789012345678901234567890; done") {
      $0.program.output = 1 << 20
    }
    #expect(tooMuch?.what == "the words of the PDF take more than 1 MiB")
    let slow = try problem("exec sleep 600") { $0.program.isStopped = { _ in true } }
    #expect(slow?.what == "pdftotext had not read the PDF after 120 seconds and was stopped")
  }

  @Test func withoutTheProgram() throws {
    #expect(ChildProgram.installed("pdftotext", searchPath: "/nonexistent:relative:") == nil)
    let problem = #expect(throws: Problem.self) { try PDFProgram(path: nil, for: "t.pdf") }
    #expect(
      problem?.description
        == "t.pdf: the file is a PDF document, and the program that reads it, pdftotext, is not installed\n"
        + "-> apt-get install poppler-utils (only PDF files need it)")
    #expect(problem?.kind == .failed)
  }
}
