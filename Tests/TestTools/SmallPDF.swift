/// A PDF of a few words, each at its place, for tests that make their own files.
package struct SmallPDF {
  package struct Word: Sendable {
    /// The left end of the word, in points.
    package var x: Double
    /// The base line, in points from the upper edge of the page.
    package var y: Double
    package var text: String
    package var size: Double

    package init(_ x: Double, _ y: Double, _ text: String, size: Double = 10) {
      self.x = x
      self.y = y
      self.text = text
      self.size = size
    }
  }

  package static let width = 612
  package static let height = 792

  /// - Parameter encrypt: the content of a dictionary that a reader must understand before it reads anything.
  package static func bytes(_ pages: [[Word]], encrypt: String? = nil) -> [UInt8] {
    var objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    var kids: [String] = []
    for words in pages {
      let content = words.map { word in
        "BT /F1 \(word.size) Tf \(word.x) \(Double(height) - word.y) Td (\(escaped(word.text))) Tj ET"
      }.joined(separator: "\n")
      objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
      objects.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(width) \(height)] /Contents \(objects.count) 0 R "
          + "/Resources << /Font << /F1 3 0 R >> >> >>")
      kids.append("\(objects.count) 0 R")
    }
    objects[1] = "<< /Type /Pages /Kids [\(kids.joined(separator: " "))] /Count \(kids.count) >>"
    var bytes = Array("%PDF-1.4\n".utf8)
    var offsets: [Int] = []
    for (i, object) in objects.enumerated() {
      offsets.append(bytes.count)
      bytes += Array("\(i + 1) 0 obj\n\(object)\nendobj\n".utf8)
    }
    let start = bytes.count
    let entries = offsets.map { offset in
      String(repeating: "0", count: 10 - String(offset).count) + "\(offset) 00000 n \n"
    }
    let protection = encrypt.map { " /Encrypt << \($0) >> /ID [<00> <00>]" } ?? ""
    let end =
      "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n\(entries.joined())"
      + "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R\(protection) >>\nstartxref\n\(start)\n%%EOF\n"
    return bytes + Array(end.utf8)
  }

  /// What only a password opens.
  package static let password =
    "/Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <\(String(repeating: "41", count: 32))> "
    + "/U <\(String(repeating: "42", count: 32))>"

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("(", with: "\\(").replacing(")", with: "\\)")
  }
}
