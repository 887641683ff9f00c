import Model
import TestTools
import Testing

@testable import Drafts

/// A quote is read in its sentence: what is cut off from a number there is part of what it says.
@Suite struct QuoteContextTests {
  /// A Sunday.
  private static let published = Day("2025-11-16")!

  /// - Parameter text: with `[` and `]` around the quote, and `|` where a block of the document ends.
  private func value(_ text: String, published: Day = published) throws -> QuotedValue {
    let quote = try #require(text.firstMatch(of: /\[(.*)\]/)).1
    let document = DocumentText(
      "Before. \u{2029}" + text.filter { $0 != "[" && $0 != "]" }.replacing("|", with: "\u{2029}") + "\u{2029}After.")
    let found = QuoteSearch.passages(of: String(quote).replacing("|", with: " "), in: document)
    try #require(found.count == 1)
    return QuotedValue(in: found[0].context, published: published)
  }

  private func says(_ text: String, _ number: String, _ unit: String) throws -> Bool {
    try value(text).says(try #require(ExactNumber(number)), unit: unit)
  }

  @Test(arguments: [
    ("[They killed 83] million people.", "83", "people"), ("a reward of [$50] million", "50", "USD"),
    ("twenty-[three people] died", "3", "people"), ("one hundred and [twenty people]", "20", "people"),
    ("1 [283 people]", "283", "people"), ("-[83 people]", "83", "people"), ("\u{2212}[83 people]", "83", "people"),
    ("12\u{2013}[83 people]", "83", "people"), ("$[83 people] paid", "83", "people"),
    ("1/[283 people]", "283", "people"), ("[They killed 83] percent of them", "83", "people"),
    ("More than [15,000 troops are there]", "15000", "people"), ("up to [15,000 troops]", "15000", "people"),
    ("less than [seven miles] away", "7", "miles"), ("There were not [83 people killed]", "83", "people"),
    ("[83 people] or fewer", "83", "people"), ("It denied that [83 people were killed].", "83", "people"),
    ("[The toll is 83]+.", "83", "people"), ("It is the [22nd strike] if confirmed.", "22", "strikes"),
    ("They killed [83] 500.", "83", "people"), ("not [a boat]", "1", "boats"),
    ("more than [one person] died", "1", "people"),
  ])
  func whatIsCutOffCounts(text: String, number: String, unit: String) throws {
    #expect(try !says(text, number, unit))
  }

  @Test(arguments: [
    ("Officials said [83 people were killed], the White House said.", "83", "people"), ("~[83 people]", "83", "people"),
    ("He would not name them, but [three people were killed].", "3", "people"), ("[83 people] [2]", "83", "people"),
    ("The toll rose from 80 to [83].", "83", "people"),
    ("No one says so. [83 people died.] Nobody asked.", "83", "people"),
    ("More than ten boats were hit. [83 people] were killed.", "83", "people"),
  ])
  func whatStandsInAnotherClauseDoesNot(text: String, number: String, unit: String) throws {
    #expect(try says(text.replacing(" [2]", with: " (2)"), number, unit))
  }

  @Test(arguments: [
    ("from 6,500 to 15,000 troops", "6500", "15000", "people"),
    ("6,500\u{2013}15,000 troops", "6500", "15000", "people"),
    ("10 to 15 percent", "10", "15", "percent"), ("seven to eleven miles", "7", "11", "miles"),
    ("two or three men", "2", "3", "people"), ("$25-50 million", "25000000", "50000000", "USD"),
    ("between ten and twelve thousand troops", "10000", "12000", "people"),
    ("entre 80 y 83 muertos", "80", "83", "people"), ("$25 million to $50 million", "25000000", "50000000", "USD"),
  ])
  func endsOfRanges(text: String, low: String, high: String, unit: String) throws {
    for number in [low, high] { #expect(try !says("[\(text)]", number, unit)) }
    // In words a range is what it is.
    #expect(try value("[\(text)]").says(allOf: text, published: Self.published) == true)
  }

  @Test(arguments: [
    "as many as 83", "83+", "83-plus", "<83", "> 83", "\u{2265}83", "in excess of 83", "surpassed 83", "topped 83",
    "a minimum of 83", "a maximum of 83", "83 or fewer", "83 or more", "just shy of 83", "83-odd", "83-some",
    "at least 83", "hasta 83", "m\u{E1}s de 83", "menos de 83", "al menos 83",
  ])
  func bounds(words: String) throws {
    let isSpanish =
      words.contains("m") && !words.contains("maxi") && !words.contains("mini") && !words.contains("more")
      && !words.contains("many") && !words.contains("some") || words.contains("hasta")
    #expect(try !says("[\(words) \(isSpanish ? "muertos" : "people")]", "83", "people"))
  }

  @Test func boundsBehindTheNoun() throws {
    #expect(try !says("[83 people at least] were killed", "83", "people"))
    #expect(try !says("[83 people at most] were killed", "83", "people"))
    #expect(try says("[83 people, at least three of them women]", "83", "people"))
  }

  @Test(arguments: [
    ("15.000 soldados", "15000", "troops", true), ("15.000 soldados", "15", "troops", false),
    ("15.000 troops", "15000", "troops", false), ("15.000 troops", "15", "troops", false),
    ("83 mil muertos", "83000", "people", true), ("83 mil muertos", "83", "people", false),
    ("1,5 millones de personas", "1500000", "people", true), ("50 millones de d\u{F3}lares", "50000000", "USD", true),
    ("8 por mil de las personas", "8", "people", false), ("tres personas murieron", "3", "people", true),
    ("7 millas", "7", "people", false), ("11 kil\u{F3}metros", "11000", "meters", true),
    ("7 toneladas", "7", "boats", false), ("7 toneladas", "7000", "kg", true),
    ("20 lakh people", "20", "people", false),
    ("20 crore people", "20", "people", false), ("20 mio. people", "20", "people", false),
    ("$50 mil", "50", "USD", false),
  ])
  func otherLanguages(text: String, number: String, unit: String, isSaid: Bool) throws {
    #expect(try says("[\(text)]", number, unit) == isSaid)
  }

  @Test(arguments: [
    "C$50 million", "A$50 million", "MX$50 million", "\u{20A1}50 million", "50 million bolivars", "50 million pesos",
    "50 million Canadian dollars", "50 millones de bol\u{ED}vares",
  ])
  func otherMoney(text: String) throws { #expect(try !says("[\(text)]", "50000000", "USD")) }

  @Test func tons() throws {
    #expect(try !says("[8 short tons]", "8", "tonnes") && !says("[short tons: 8]", "8", "tonnes"))
    #expect(try says("[8 short tons]", "7257", "kg") && says("[8 tons]", "8000", "kg"))
    #expect(try !says("[8 tonnes]", "8", "short tons") && says("[8 short tons]", "8", "short tons"))
  }

  @Test(arguments: [
    ("[The strike did not take place on Nov. 15.]", "2025-11-15", false), ("[since Nov. 15]", "2025-11-15", false),
    ("[before Nov. 15]", "2025-11-15", false), ("the day after [Nov. 15]", "2025-11-15", false),
    ("not [on Saturday]", "2025-11-15", false), ("[the day before Saturday]", "2025-11-15", false),
    ("[a week ago Saturday]", "2025-11-15", false), ("[USA Today reported]", "2025-11-16", false),
    ("[The Sunday Times reported]", "2025-11-16", false), ("[every Saturday]", "2025-11-15", false),
    ("The carrier will [arrive on Friday.]", "2025-11-14", false), ("[will arrive on Friday.]", "2025-11-21", true),
    ("[It takes effect on Monday.]", "2025-11-17", true), ("[It takes effect on Monday.]", "2025-11-10", false),
    ("[The drills run through Friday.]", "2025-11-21", true), ("[It ran through Friday.]", "2025-11-14", true),
    ("[He said Saturday the ship will come]", "2025-11-15", true), ("[Hegseth said Sunday]", "2025-11-16", true),
    ("[on Saturday]", "2025-11-15", true), ("[11 de noviembre]", "2025-11-11", true),
    ("[el 11 de noviembre de 2025]", "2025-11-11", true),
  ])
  func days(text: String, day: String, isSaid: Bool) throws {
    #expect(try value(text).says(Day(day)!) == isSaid)
  }

  @Test(arguments: [
    ("[83 people] in 2024", false), ("[83 people in September]", false), ("[83 people last month]", false),
    ("[83 people by mid-October]", false), ("[83 people on Nov. 10]", false), ("[21 strikes two weeks ago]", false),
    ("[83 people since Sept. 2]", true), ("[83 people have been killed]", true), ("[83 people in November]", true),
    ("[83 people in 2025]", true), ("In 2024 it was another. [83 people]", true),
  ])
  func whatOtherTimesSpeakOf(text: String, maySpeak: Bool) throws {
    let words = text.hasPrefix("In 2024") ? text.replacing(". [", with: ".|[") : text
    #expect(try value(words).maySpeak(of: Self.published) == maySpeak)
  }

  /// Blocks are sentences of their own, and a number has the label before it.
  @Test func blocks() throws {
    #expect(try !says("[They killed 8|3 people.]", "3", "people") && !says("[They killed 8|3 people.]", "8", "people"))
    #expect(try says("[Killed|83]|Strikes|21", "83", "people") && !says("Killed|[83|Strikes]|21", "83", "strikes"))
    #expect(try says("[Strikes|21]", "21", "strikes") && !says("Killed: [83|Boats]: 21", "83", "boats"))
    #expect(try !says("Venezuela|[311|Colombia]", "311", "people") && says("[Venezuela|1,204|311]", "1204", "people"))
    // A bound in another block is none of this number's.
    #expect(try says("More than|[83 people]", "83", "people"))
  }

  @Test func notesAndRaisedDigits() throws {
    let noted = DocumentText("They killed 83 [2] people, and 21* more, 8 U.S.C. 1189.")
    let quote = try #require(QuoteSearch.passages(of: "They killed 83 [2] people, and 21* more", in: noted).first)
    let words = QuotedValue(in: quote.context, published: Self.published)
    #expect(words.says(ExactNumber(83), unit: "people") && !words.says(ExactNumber(2), unit: "people"))
    #expect(try !says("[\u{202E}38\u{202C} people]", "38", "people"))
    #expect(try !says("[8 U.S.C.] 1189", "8", "percent") && !says("They killed [83]\u{B9} people", "83", "people"))
  }

  /// One of a noun may be a definite one, where no others are.
  @Test(arguments: [
    ("The Sept. 2 strike on a speedboat killed 11", "strikes", true), ("Monday's strike killed four", "strikes", true),
    ("another alleged drug boat", "boats", true), ("its 21st strike", "strikes", true),
    ("a strike on a vessel", "vessels", true), ("the strikes and the strike of Monday", "strikes", false),
    ("a halt to each strike", "strikes", false), ("without a strike", "strikes", false),
    ("half a boat", "boats", false),
    ("one of the boats", "boats", false), ("not a single person was killed", "people", false),
  ])
  func definiteNouns(text: String, unit: String, isOne: Bool) throws {
    #expect(try says("[\(text)]", "1", unit) == isOne)
  }

  @Test func shares() throws {
    #expect(try says("[8 in 10 voters]", "80", "percent") && says("[a one-in-five chance]", "20", "percent"))
    #expect(try says("[killed 8 in 10 strikes]", "8", "people") && !says("[killed 8 in 10 strikes]", "80", "percent"))
    #expect(try !says("[the second boat of the day]", "2", "boats"))
  }

  /// What is replaced before a text is read stands where it stood.
  @Test func mappedText() {
    var text = MappedText("Strike No. 21 on 15.000 s\u{AD}oldados")
    text.replace(/No\. (\d+)/) { String($0.1) }
    #expect(text.text == "Strike 21 on 15.000 soldados")
    // The number stands for itself, and so does the last letter, behind a soft hyphen.
    #expect(text.origins[7] == 11..<12 && text.origins[8] == 12..<13)
    #expect(text.origins.last == 32..<33)
    text.replace(/on/) { _ in "at" }
    #expect(text.text == "Strike 21 at 15.000 soldados" && text.origins[10] == 14..<16 && text.origins[11] == 14..<16)
    text.replace(/at/) { _ in "on" }
    #expect(text.text == "Strike 21 on 15.000 soldados" && text.origins.count == text.scalars.count)
  }
}
