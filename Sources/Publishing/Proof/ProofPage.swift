import FoundationEssentials
import Model
import Words

/// The proof as one HTML page that asks nobody for anything and carries its data with it.
///
/// The page is a pure function of the data, the templates and their renderer: whoever has these can make it again and compare.
package enum ProofPage {
  /// The form of the data; another number is of another Soundings.
  package static let form = 4
  /// Forms that are read and no longer written: in form 2 each figure repeated its records, once for each of its states; in form 3 texts
  /// were written wherever they occurred.
  private static let oldForms = [2, 3]

  /// The data in the page, before and behind it.
  private static let opening = Array("<script type=\"application/json\" id=\"proof\" data-sha256=\"".utf8)
  private static let closing = Array("</script>".utf8)

  /// All that determines the page's look, besides the data.
  package static var templateBytes: [UInt8] {
    PackageResources.proof_mustache + PackageResources.proofFigure_mustache + PackageResources.proofEvidence_mustache
      + PackageResources.proofFile_mustache + PackageResources.proofMethod_mustache + PackageResources.proofStyle_css
  }

  /// The library that fills the templates, with the exact version of Package.swift: another one may make another page of the
  /// same data.
  package static let renderer = "swift-mustache 2.1.1"

  /// The data as JSON on one line, as it is in the page: with no `<`, so that nothing in it can end the element.
  package static func data(of proof: Proof) throws -> [UInt8] {
    var out: [UInt8] = []
    for byte in RepeatedText.packed(try StoredJSON.line(StoredProof(proof))) {
      if byte == UInt8(ascii: "<") { out += "\\u003c".utf8 } else { out.append(byte) }
    }
    return out
  }

  /// - Parameters:
  ///   - data: the data as ``data(of:)`` gives it.
  ///   - sha256: its hash, lower-case hexadecimal.
  package static func bytes(of proof: Proof, data: [UInt8], sha256: String) -> [UInt8] {
    var context = ProofContext(proof).page
    context["style"] = String(decoding: PackageResources.proofStyle_css, as: UTF8.self)
    context["data"] = String(decoding: data, as: UTF8.self)
    context["sha256"] = sha256
    return Array(Templates.render("proof", context).utf8)
  }

  /// The data that a page carries and the hash that it names for it; nil where the page carries none.
  package static func embedded(in page: [UInt8]) -> (data: [UInt8], sha256: String)? {
    guard let start = page.firstRange(of: opening)?.upperBound else { return nil }
    guard let hashEnd = page[start...].firstRange(of: Array("\">".utf8)) else { return nil }
    guard let end = page[hashEnd.upperBound...].firstRange(of: closing) else { return nil }
    return (
      Array(page[hashEnd.upperBound..<end.lowerBound]),
      String(decoding: page[start..<hashEnd.lowerBound], as: UTF8.self)
    )
  }

  /// The data as values.
  ///
  /// - Throws: ``Problem`` where it is not a proof's, or of a form that this Soundings does not read.
  package static func proof(from data: [UInt8], at place: String) throws -> Proof {
    struct Form: Decodable { var form: Int }
    let decoder = JSONDecoder()
    let found = try? decoder.decode(Form.self, from: Data(data)).form
    if let found, found != form, !oldForms.contains(found) {
      throw Problem(
        .badInput, at: place,
        "is a proof of form \(found); this Soundings knows forms \(English.list((oldForms + [form]).map { "\($0)" }))",
        remedy: "check it with the Soundings that the page names at its top")
    }
    let proof: Proof? =
      switch found {
      case 2: try? decoder.decode(Proof.self, from: Data(data))
      case 3: try? decoder.decode(StoredProof.self, from: Data(data)).whole
      default: RepeatedText.unpacked(data).flatMap { try? decoder.decode(StoredProof.self, from: Data($0)).whole }
      }
    guard let proof else {
      throw Problem(
        .badInput, at: place, "carries data that is not a proof's",
        remedy: "take the file from whoever made it, unchanged")
    }
    return proof
  }
}
