import TestTools
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
    // Alternatives that can begin with the same letter, whether or not they are the same.
    ("(a|a)+-", "(a|a)+"), ("([a-z]|[a-z0-9])+-", "([a-z]|[a-z0-9])+"), ("(a|aa)+b", "(a|aa)+"),
    ("x(ab|a|b)*y", "(ab|a|b)*"), ("(?i)(a|A)+-", "(a|A)+"), ("(\\w|é)+-", "(\\w|é)+"),
    ("(\\d|[[:digit:]])+-", "(\\d|[[:digit:]])+"),
    // A body that begins and ends alike.
    ("(a+a)+-", "(a+a)+"), ("(a[ab]*)+-", "(a[ab]*)+"), ("(?:-[a-z]*(?:-[a-z]+)?)+\\.", "(?:-[a-z]*(?:-[a-z]+)?)+"),
    // Counted repetitions.
    ("(a{1,16}){16}-", "(a{1,16}){16}"), ("(a?){40}a{40}", "(a?){40}"), ("(a|aa){30}b", "(a|aa){30}"),
    ("((a+){4}){4}b", "(a+){4}"),
    // What is only looked at, and what gives nothing back, is tried as well.
    ("(?=(a|a)+b)x", "(a|a)+"), ("(?>(a|aa)+b)", "(a|aa)+"),
  ])
  func endless(_ pattern: String, _ group: String) {
    #expect(RegexShape(pattern).repeatedGroup == group)
  }

  @Test(arguments: [
    ("(a*a*a*a*a*)-", ["a*", "a*", "a*", "a*", "a*"]), (".*-.*-.*-.*x", [".*", ".*", ".*", ".*"]),
    ("[a-z]*[a-c]+-?[a-z]*c{3,}[a-z]*y", ["[a-z]*", "[a-c]+", "[a-z]*", "c{3,}", "[a-z]*"]),
  ])
  func manyThatShareLetters(_ pattern: String, _ chain: [String]) {
    let shape = RegexShape(pattern)
    #expect(shape.repeatedGroup == nil)
    #expect(shape.chain == chain)
  }

  @Test(arguments: [
    "(/[a-z]+)+", "a+b*", "(ab)+", "(?<published>\\d{4}-\\d{2})", "(-(?<through_month>[a-z]{3}))?(_\\d+)?\\.csv",
    "[(+*]+", "\\(a+\\)+",
    "(a++)+", "(a+){2}", "(a?b)+", "([\\d,]+) people killed", "(", ")", "a{", "(?<x", "[", "\\",
    "/files/(?<published>\\d{4}-(?:\\d{2}|[A-Z][a-z]{2}))/x(-fy\\d\\d)*\\.csv",
    "(a|b)+", "(a|[b-z])*-", "(foo|bar)+", "(january|march|may)+x", "(?:[A-Z]|[a-z])+", "(?:%[0-9a-f]{2}|[a-z])+",
    "[0-9a-f]{64}", "(\\d{2}){8}", "(\\d{4}-){4}", ".*foo.*\\.csv", "[^/]*/[^/]*/[^/]*/[^/]*/[^/]*\\.csv",
    "a*-a*-a*-a*-a*-", "a{9223372036854775807}", "(\\d{20}){20}b{99999}", "(?>a+)(?>a+)(?>a+)(?>a+)x", "^$", "(^|$)*",
    "(?:)", "",
    "(?#(a+)+)x", "\\Q(a+)+\\E", "[\\]a+)+]", "(?i)a|b", "\\p{L}+x", "\\x{41}+", "(a)\\1", "[a-z&&[^x]]+",
  ])
  func harmless(_ pattern: String) {
    let shape = RegexShape(pattern)
    #expect(shape.repeatedGroup == nil)
    #expect(shape.chain == nil)
  }

  /// Whatever is written there, it is read to its end.
  @Test func anyTextIsRead() {
    var random = SeededRandom.ofTest()
    let pieces = [
      "(", ")", "[", "]", "{", "}", "|", "*", "+", "?", "^", "-", "\\", "a", "1", ",", "<", ">", ":", "=", "é", "i",
      "Q", "E",
    ]
    for _ in 0..<3000 {
      let pattern = (0..<Int.random(in: 1...12, using: &random)).map { _ in pieces.randomElement(using: &random)! }
        .joined()
      _ = RegexShape(pattern)
    }
  }
}
