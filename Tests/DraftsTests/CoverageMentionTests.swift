import Drafts
import Model
import Testing

@testable import Drafts

/// What counts as a number or a date, and what only looks like one. The day of publication is Wednesday, November 19,
/// 2025.
@Suite struct CoverageMentionTests {
  static func found(_ text: String, kind: DraftText.Kind = .plain) -> [String] {
    MentionReader.mentions(in: DraftText(text, kind: kind), published: Day("2025-11-19")!).mentions.map {
      "\($0.text) = \($0.value ?? "–") \($0.kind)"
    }
  }

  private func check(_ cases: [(String, [String])]) {
    for (text, expected) in cases { #expect(Self.found(text) == expected, "\(text)") }
  }

  @Test func digits() {
    check([
      ("There are 15,000 troops.", ["15,000 = 15000 number"]),
      ("It cost 1,234.5 in all.", ["1,234.5 = 1234.5 number"]),
      ("Some 1\u{202F}234 boats", ["1 234 = 1234 number"]),
      ("Some 12\u{A0}345\u{A0}678 boats", ["12 345 678 = 12345678 number"]),
      ("a rate of .5 a day", [".5 = 0.5 number"]),
      ("It fell by 0.25.", ["0.25 = 0.25 number"]),
      ("2½ boats", ["2½ = 2.5 number"]),
      ("½ of them", ["½ = 0.5 fraction"]),
      ("at -5 degrees", ["-5 = -5 number"]),
      ("at −5 degrees", ["−5 = -5 number"]),
      ("at minus 5 degrees", ["minus 5 = -5 number"]),
      ("10-13 boats", ["10 = 10 number", "13 = 13 number"]),
      ("10–13 boats", ["10 = 10 number", "13 = 13 number"]),
      ("10 to 13 boats", ["10 = 10 number", "13 = 13 number"]),
      ("between 10 and 13 boats", ["10 = 10 number", "13 = 13 number"]),
      ("a 7-mile strait", ["7 = 7 number"]),
      ("the 2-year-old girl", ["2 = 2 number"]),
      ("John Smith, 47, said", ["47 = 47 number"]),
      ("15,000-strong", ["15,000 = 15000 number"]),
      ("It holds 1,2 and 3.", ["1 = 1 number", "2 = 2 number", "3 = 3 number"]),
      ("15,000+ troops", ["15,000+ = 15000 number"]),
      ("(21)", ["21 = 21 number"]),
      ("“21”", ["21 = 21 number"]),
      ("about 300kg of it", ["300kg = 300 number"]),
      ("a crowd of 50k", ["50k = 50000 number"]),
      ("15m people", ["15m = 15000000 number"]),
      ("3.5 million people", ["3.5 million = 3500000 number"]),
      ("2 to 3 million people", ["2 = 2000000 number", "3 million = 3000000 number"]),
      ("1.5 to 2 million people", ["1.5 = 1500000 number", "2 million = 2000000 number"]),
      ("2-3m people", ["2 = 2000000 number", "3m = 3000000 number"]),
      ("2 and a half miles", ["2 and a half = 2.5 number"]),
      ("a 12345678901234567890 there", ["12345678901234567890 = – number"]),
      ("3x the size", ["3x = 3 multiplier"]),
      ("It grew 10-fold.", ["10-fold = 10 multiplier"]),
      ("It grew three times.", ["three times = 3 multiplier"]),
    ])
  }

  @Test func percentAndMoney() {
    check([
      ("about 8% of it", ["8% = 8 percent"]),
      ("about 8 % of it", ["8 % = 8 percent"]),
      ("8 percent", ["8 percent = 8 percent"]),
      ("8 per cent", ["8 per cent = 8 percent"]),
      ("eight percent", ["eight percent = 8 percent"]),
      ("3 percentage points", ["3 percentage = 3 percent"]),
      ("10-13%", ["10 = 10 percent", "13% = 13 percent"]),
      ("an 8-percent share", ["8-percent = 8 percent"]),
      ("$50 million", ["$50 million = 50000000 money"]),
      ("$50m", ["$50m = 50000000 money"]),
      ("$1.5bn", ["$1.5bn = 1500000000 money"]),
      ("US$50", ["US$50 = 50 money"]),
      ("50 million dollars", ["50 million dollars = 50000000 money"]),
      ("50 million U.S. dollars", ["50 million U.S. dollars = 50000000 money"]),
      ("fifty million dollars", ["fifty million dollars = 50000000 money"]),
      ("€3,000", ["€3,000 = 3000 money"]),
      ("£2.50", ["£2.50 = 2.5 money"]),
      ("a $50-million reward", ["$50-million = 50000000 money"]),
      ("$2 to $3 million", ["$2 = 2000000 money", "$3 million = 3000000 money"]),
      ("$1–2 million", ["$1 = 1000000 money", "2 million = 2000000 money"]),
      ("USD 50", ["USD 50 = 50 money"]),
      ("-$5", ["-$5 = -5 money"]),
    ])
  }

  @Test func words() {
    check([
      ("twenty-one boats", ["twenty-one = 21 number"]),
      ("Twenty one boats", ["Twenty one = 21 number"]),
      ("two hundred and fifty thousand people", ["two hundred and fifty thousand = 250000 number"]),
      ("one hundred boats", ["one hundred = 100 number"]),
      ("a hundred boats", ["a hundred = 100 number"]),
      ("a million people", ["a million = 1000000 number"]),
      ("half a million people", ["half a million = 500000 number"]),
      ("two and a half million", ["two and a half million = 2500000 number"]),
      ("two million five hundred thousand", ["two million five hundred thousand = 2500000 number"]),
      ("a billion", ["a billion = 1000000000 number"]),
      ("a dozen boats", ["a dozen = 12 number"]),
      ("two dozen boats", ["two dozen = 24 number"]),
      ("half a dozen boats", ["half a dozen = 6 number"]),
      ("zero boats", ["zero = 0 number"]),
      ("three and four boats", ["three = 3 number", "four = 4 number"]),
      ("one two three", ["two = 2 number", "three = 3 number"]),
      ("ten to fifteen boats", ["ten = 10 number", "fifteen = 15 number"]),
      ("one percent", ["one percent = 1 percent"]),
      ("one mile", ["one = 1 number"]),
      ("one person", ["one = 1 number"]),
      ("one in five adults", ["one in five = 0.2 fraction"]),
      ("two out of three", ["two out of three = 0.6667 fraction"]),
      ("two-thirds of them", ["two-thirds = 0.6667 fraction"]),
      ("three quarters", ["three quarters = 0.75 fraction"]),
      ("one-fifth", ["one-fifth = 0.2 fraction"]),
      ("a third of the boats", ["a third = 0.3333 fraction"]),
      ("3/4 of them", ["3/4 = 0.75 fraction"]),
      ("more than half", ["half = 0.5 fraction"]),
      ("half of the boats", ["half = 0.5 fraction"]),
      ("It doubled.", ["doubled = 2 multiplier"]),
      ("It tripled, then quadrupled.", ["tripled = 3 multiplier", "quadrupled = 4 multiplier"]),
      ("It was halved.", ["halved = 0.5 multiplier"]),
      ("more than double", ["double = 2 multiplier"]),
      ("double the reward", ["double = 2 multiplier"]),
      ("a twofold rise", ["twofold = 2 multiplier"]),
      ("a two-fold rise", ["two-fold = 2 multiplier"]),
      ("twice as many", ["twice = 2 multiplier"]),
      ("once a week", ["once = 1 multiplier"]),
    ])
  }

  @Test func ordinals() {
    check([
      ("its 21st known strike", ["21st = 21 ordinal"]),
      ("its twenty-first strike", ["twenty-first = 21 ordinal"]),
      ("the fourth strike", ["fourth = 4 ordinal"]),
      ("the first strike", ["first = 1 ordinal"]),
      ("its second strike", ["second = 2 ordinal"]),
      ("a third strike", ["third = 3 ordinal"]),
      ("the second of them", ["second = 2 ordinal"]),
      ("the third in as many years", ["third = 3 ordinal"]),
      ("the hundred and first boat", []),
      ("the one hundred and first boat", ["one hundred and first = 101 ordinal"]),
      ("the 19th-century law", ["19th = 19 ordinal"]),
    ])
  }

  @Test func dates() {
    check([
      ("on 2025-11-15", ["2025-11-15 = 2025-11-15 date"]),
      ("November 15, 2025, was", ["November 15, 2025 = 2025-11-15 date"]),
      ("November 15 2025", ["November 15 2025 = 2025-11-15 date"]),
      ("15 November 2025", ["15 November 2025 = 2025-11-15 date"]),
      ("the 15th of November", ["15th of November = 2025-11-15 date"]),
      ("Nov. 15", ["Nov. 15 = 2025-11-15 date"]),
      ("on Nov. 15-17, 2025", ["Nov. 15 = 2025-11-15 date", "17, 2025 = 2025-11-17 date"]),
      ("15-17 November 2025", ["15 = 2025-11-15 date", "17 November 2025 = 2025-11-17 date"]),
      ("11/15/2025", ["11/15/2025 = 2025-11-15 date"]),
      ("15/11/2025", ["15/11/2025 = 2025-11-15 date"]),
      ("on 11/15", ["11/15 = 2025-11-15 date"]),
      ("in mid-November 2025", ["November 2025 = 2025-11 date"]),
      ("in October", ["October = 2025-10 date"]),
      ("October 2024", ["October 2024 = 2024-10 date"]),
      ("in December", ["December = 2025-12 date"]),
      ("since January", ["January = 2025-01 date"]),
      ("In 2019, he", ["2019 = 2019 date"]),
      ("2019-2022", ["2019 = 2019 date", "2022 = 2022 date"]),
      ("in 2023-24", ["2023-24 = 2023/2024 date"]),
      ("the 1990s", ["1990s = 1990/1999 date"]),
      ("mid-2025", ["2025 = 2025 date"]),
      ("FY2024", ["FY2024 = 2024 date"]),
      ("in fiscal year 2024", ["fiscal year 2024 = 2024 date"]),
      ("fiscal 2024", ["fiscal 2024 = 2024 date"]),
      ("On Saturday the", ["Saturday = 2025-11-15 date"]),
      ("last Saturday", ["Saturday = 2025-11-15 date"]),
      ("on Wednesday", ["Wednesday = 2025-11-19 date"]),
      ("next Monday", ["Monday = 2025-11-24 date"]),
      ("Saturday, Nov. 15, 2025", ["Saturday, Nov. 15, 2025 = 2025-11-15 date"]),
      ("Saturday's strike", ["Saturday's = 2025-11-15 date"]),
      ("yesterday and today", ["yesterday = 2025-11-18 date", "today = 2025-11-19 date"]),
      ("in May", ["May = 2025-05 date"]),
      ("May 5", ["May 5 = 2025-05-05 date"]),
      ("March 2019", ["March 2019 = 2019-03 date"]),
      ("In November 21 people died.", ["November = 2025-11 date", "21 = 21 number"]),
      ("at 10:30 p.m. there", ["10:30 p.m. = – time"]),
      ("at 5 p.m.", ["5 p.m. = – time"]),
      ("at 5pm", ["5pm = – time"]),
    ])
  }

  /// Names, addresses, idioms and vague words.
  @Test(arguments: [
    "an F-35 and an F35", "COVID-19 and Covid-19", "the covid-19 years", "Article 5", "under Title 42", "Section 702",
    "title 42", "No. 10", "9/11", "open 24/7", "a 7-Eleven", "the G20 and the G-7", "H1N1", "a 3-D film", "5G",
    "see https://example.org/2025/11/15/15000-troops", "www.example.com/21", "news.example.com/2025/21",
    "mail me@example21.org", "@user21 and #hash21", "202-555-0143", "(202) 555-0143", "+58 212 555 0143",
    "version 3.2.1", "192.168.1.10", "the 22nd Marine Expeditionary Unit", "Fifth Avenue", "the First Amendment",
    "the Second World War", "a Boeing 737", "§ 5", "one of the boats", "no one knew", "one day", "this one",
    "first, he said", "at first", "wait a second", "the first lady",
    "a few", "several decades", "in the second half",
    "they may march", "It may rain", "a march on the town", "He went in, and May said", "August Wilson wrote",
    "June Smith said", "a double standard", "half-hearted", "Black Friday", "on Saturdays", "once a senator",
    "the U.S. and the D.C. office", "third-party", "a second-hand boat", "Catch-22", "an MQ-9", "the 737s",
    "mm1 x2y", "", "   ", "...", "$", "%", "-", "a", "an", "and a half", "half", "of", "1990x5y",
  ])
  func isNone(text: String) {
    #expect(Self.found(text) == [])
  }

  @Test func aWeekdayThatItsDateDoesNotFallOn() {
    let draft = DraftText("It was Friday, November 15, 2025, and Saturday, Nov. 15.")
    let mentions = MentionReader.mentions(in: draft, published: Day("2025-11-19")!).mentions
    #expect(mentions.map(\.fault) == ["2025-11-15 is a Saturday", nil])
  }

  @Test func sentences() {
    let texts: [(String, Int)] = [
      ("One. Two. Three.", 3), ("The U.S. Navy said so. It did.", 2), ("Gen. Smith of the U.S. He went.", 2),
      ("It was 5 p.m. The boat", 2), ("He asked “Why?” Then he left.", 2), ("about 1.5 million", 1),
      ("on Nov. 15 at sea", 1), ("J. Smith and W. H. Auden", 1), ("a\u{2029}b", 2), ("no end", 1),
    ]
    for (text, count) in texts {
      let tokens = Tokens(DraftText(text).scalars)
      #expect(Int(tokens.sentences.last!) + 1 == count, "\(text)")
    }
  }
}
