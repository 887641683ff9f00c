import Model
import Testing

@testable import Formats

/// Words of pages as `pdftotext -tsv` writes them, so that tests of the reading need no program.
struct Words {
  var lines = ["level\tpage_num\tpar_num\tblock_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"]
  private var page = 0

  mutating func startPage(width: Double = 600, height: Double = 800) {
    page += 1
    lines.append("1\t\(page)\t0\t0\t0\t0\t0.000000\t0.000000\t\(width)\t\(height)\t-1\t###PAGE###")
  }

  mutating func add(_ x: Double, _ y: Double, _ width: Double, _ text: String, height: Double = 10) {
    lines.append("5\t\(page)\t0\t0\t0\t0\t\(x)\t\(y)\t\(width)\t\(height)\t100\t\(text)")
  }

  /// A line: each text begins at its x, five points for a letter and as many for a blank.
  mutating func line(_ y: Double, _ texts: (Double, String)...) {
    for (start, text) in texts {
      var x = start
      for word in text.split(separator: " ") {
        add(x, y, Double(word.count) * 5, String(word))
        x += Double(word.count + 1) * 5
      }
    }
  }

  var text: String { lines.map { $0 + "\n" }.joined() }

  func read(_ reading: Reading) throws -> Outcome { try Self.read(Array(text.utf8), reading) }

  static func read(_ bytes: [UInt8], _ reading: Reading) throws -> Outcome {
    try withFile(bytes) { path in
      outcome { try PDFReader(PDFPages(path: path, name: "t.pdf"), name: "t.pdf", reading: reading) }
    }
  }
}
