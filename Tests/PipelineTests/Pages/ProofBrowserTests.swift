import Foundation
import PipelineTools
import Runs
import TestTools
import Testing

/// The proof in Chromium, with axe-core's rules of accessibility.
@Suite(.tags(.slow), .serialized) struct ProofBrowserTests {
  /// The proof with our eyes in it, beside the site's pages.
  static let name: Result<String, any Error> = Result {
    let work = try TestProject.loaded()
    let out = work.folder + "/proof.html"
    _ = try ProofVerb(article: Repository.article, asOf: nil, out: out).run(work.project)
    var page = try String(contentsOfFile: out, encoding: .utf8)
    // The page forbids every script, ours too; so the rule goes from the copy.
    let policy =
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    #expect(page.contains(policy))
    page = page.replacing(policy, with: "").replacing("</body>", with: BrowserTests.eyes)
    try page.write(toFile: try BrowserTests.watched.get() + "/a-proof.html", atomically: true, encoding: .utf8)
    return "a-proof.html"
  }

  @Test(
    .enabled(if: BrowserTests.canLook, "chromium and axe-core-python are not installed: scripts/setup test"),
    arguments: [false, true])
  func aLawyerCanReadIt(dark: Bool) throws {
    let look = try BrowserTests.look(try Self.name.get(), width: dark ? 500 : 1280, dark: dark)
    #expect(look.dark == dark && look.styled)
    #expect(look.broken.isEmpty && look.elsewhere.isEmpty)
    #expect(look.overflow <= 0, "\(look.overflow) pixels too wide at \(look.width)")
    #expect(look.violations.isEmpty)
  }
}
