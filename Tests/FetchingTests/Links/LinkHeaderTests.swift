import Testing

@testable import Fetching

/// The address of the next page in a header Link (RFC 8288).
@Suite struct LinkHeaderTests {
  @Test(
    arguments: [
      ("<https://a.org/x?page=2>; rel=\"next\"", "https://a.org/x?page=2"), ("</x?page=2>;rel=next", "/x?page=2"),
      (
        "<https://a.org/1>; rel=\"prev\", <https://a.org/3>; title=\"a\"; rel=\"next\", <https://a.org/9>; rel=last",
        "https://a.org/3"
      ),
      ("<https://a.org/2>; REL=\"last next\"", "https://a.org/2"), ("<https://a.org/2>; rel=\"prefetch nextish\"", nil),
      ("<https://a.org/2>; rel=self", nil), ("", nil),
    ] as [(String, String?)])
  func theNextPage(header: String, address: String?) { #expect(Pages.next(inLink: header) == address) }
}
