import Model
import Words

/// The page that explains how everything is made and how to check it.
struct MethodPage {
  private let content: SiteContent

  init(_ content: SiteContent) { self.content = content }

  var view: View {
    var view = content.page("Method · Soundings", "How the numbers are made, and how to check them.", root: "")
    view["verdicts"] = Verdict.allCases.map { verdict in
      VerdictLook.view(verdict).merging(["meaning": verdict.meaning]) { $1 }
    }
    view["states"] = EvidenceState.allCases.map { ["state": English.capitalized($0.shelf), "meaning": $0.meaning] }
    view["kinds"] = English.list(SourceKind.allCases.map(\.words))
    return view
  }
}
