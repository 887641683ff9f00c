import Testing

@testable import Manifest

/// Regular expressions that may take for ever are refused; others are not.
@Suite struct RegexShapeTests {
  @Test(arguments: [
    ("(a+)+b", "(a+)+"), ("x(?:[a-z]*)*y", "(?:[a-z]*)*"), ("(?<published>(\\d+-?)+)", "(\\d+-?)+"),
    ("((a+)b?)*", "((a+)b?)*"),
    ("(a|b*)+", "(a|b*)+"), ("(\\w+\\s?)*$", "(\\w+\\s?)*"), ("(.*)+", "(.*)+"), ("(a{2,})+", "(a{2,})+"),
    ("(a+){20}", "(a+){20}"),
    ("(a+?)+", "(a+?)+"),
  ])
  func endless(_ pattern: String, _ group: String) { #expect(RegexShape(pattern).repeatedGroup == group) }

  @Test(arguments: [
    "(/[a-z]+)+", "a+b*", "(ab)+", "(?<published>\\d{4}-\\d{2})", "(-(?<through_month>[a-z]{3}))?(_\\d+)?\\.csv",
    "[(+*]+", "\\(a+\\)+",
    "(a++)+", "(a+){2}", "(a?b)+", "([\\d,]+) people killed", "(", ")", "a{", "(?<x", "[", "\\",
    "/files/(?<published>\\d{4}-(?:\\d{2}|[A-Z][a-z]{2}))/x(-fy\\d\\d)*\\.csv",
  ])
  func harmless(_ pattern: String) { #expect(RegexShape(pattern).repeatedGroup == nil) }
}
