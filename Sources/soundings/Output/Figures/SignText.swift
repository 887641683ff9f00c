import Figures
import Manifest
import Model
import Runs
import Words

extension SignVerb.Report {
  /// What was signed, who signs it now, and where it will stand: a paragraph each.
  var paragraphs: [String] {
    let value = check.shown.now.words(check.figure.unit)
    let editions = editions.map { "\($0.dataset) of \($0.edition)" }
    let signed = check.signOffs.words.map(English.sentence)
    return [
      "\(check.figure.id), \(check.figure.quoted): \(check.verdictWords). The data says \(value)"
        + (editions.isEmpty ? "." : "; it rests on \(English.list(editions)).")
    ] + (signed.isEmpty ? ["Nobody has signed it off now."] : signed) + [
      !isNew
        ? "Nothing was recorded: the same person signed the same before."
        : "The page, the workbook and the proof say so \(isExported ? "now." : "after the next run: soundings run")"
    ]
  }
}
