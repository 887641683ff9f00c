/// Drafts for ``CoverageQualityTests``. Invented: only short clauses are the article's.
enum CoverageDrafts {
  static let clean = #"""
    ---
    title: At sea
    slug: at-sea-2025
    ---

    # What the boats are for

    On Saturday the military said it had destroyed one more boat in international waters, in the eastern Pacific. By the
    count that news desks keep, it was the 21st strike of a campaign that nobody in Congress has voted for. The State
    Department, a day later, declared that Maduro was head of the Cartel de los Soles, and on Sunday it announced that it
    would designate that cartel as a foreign terrorist organization. The president told reporters on Nov. 16 that this
    designation allows strikes on the assets of Maduro, too.

    The USS Gerald R. Ford, the largest aircraft carrier in the world, arrived in the Caribbean on November 16. With it there
    are now about 15,000 troops in the region. Some of them, of the 22nd Marine Expeditionary Unit, trained at night in
    Trinidad and Tobago, which lies only seven miles from the coast of Venezuela.

    ## 2. Money on his head

    The United States has [doubled its reward](https://example.org/2025/08/reward-50) for the arrest of Maduro. The reward
    now stands at $50 million, payable to whoever helps. Officials in Washington have been clear, in private, since October
    that the end goal is another government in Caracas. In 2019, it was Rubio who encouraged Trump to back Juan Guaidó.

    | What | Share |
    |---|---|
    | U.S.-bound cocaine in the Caribbean corridor | 8% |

    None of this is about fentanyl, in which Venezuela plays virtually no role. Only about eight percent of the cocaine bound
    for the United States comes by way of the Caribbean[^1]. One of the people who know the country best told me in an
    interview in October that force would not change it; no one I met there disagreed. Thousands of migrants have left, and
    dozens of towns are empty.

    The first thing to ask is who pays. F-16 fighters, an MQ-9 drone and COVID-19 all cost more than a fishing boat. Article 5
    is not in play, and Title 42 is gone. If you know more, call 202-555-0143 or write to tips5@example.org.

    A poll found that three in four readers had not heard of the strikes. It was taken in 2024.

    [^1]: The share is that of data year 2019, from a federal report.
    [ref]: https://example.org/2023/15000
    """#

  /// The figures of its numbers, in its order.
  static let cleanFigures = [
    "last-strike",
    "strikes",
    "terrorist-designation",
    "asset-strikes",
    "carrier-arrival",
    "troops",
    "miles-from-venezuela",
    "reward-doubled",
    "reward",
    "end-goal",
    "guaido",
    "cocaine-caribbean",
    "cocaine-caribbean",
    "interview",
  ]

  static let spoiled = #"""
    <!doctype html>
    <html><head><title>At sea</title><style>p { margin: 12px 0 }</style></head>
    <body>
    <!-- version 14, 3,000 words -->
    <h1>What the boats are for</h1>
    <p>On Friday the military said it had destroyed another boat in international waters, in the eastern Pacific. It was,
    as every desk reported, its 22nd known strike. On November 12, the State Department designated Cartel de los Soles as a
    foreign terrorist organization, and declared that Maduro was its head.</p>
    <p>The USS Gerald R. Ford, the largest aircraft carrier in the world, arrived in the Caribbean on Sunday. There are now
    about <b>10</b>,000 troops in the region, and three of the ships that carry them are new. Marines trained at night just
    17 miles from Venezuela, where 7 people were arrested last spring.</p>
    <p>Washington has tripled its reward for Maduro, to $60&nbsp;million. The 21 crew members of one boat were never named.
    In September, officials had been clear, privately, that the end goal was to remove him. In 2018, Rubio encouraged Trump
    to back Juan Guaid&oacute;.</p>
    <table><tr><th>Reward for Maduro</th><td>$50 million</td></tr></table>
    <p>Only about 18% of U.S.-bound cocaine passes through the corridor, while 8 percent of voters call it the nation's
    largest problem. A gram costs half as much as in the 1990s. I asked in an interview in October whether that would change.
    It has not, he said, since 11/03/2025.</p>
    <script>var total = 15000;</script>
    <h2>4. What the numbers hide</h2>
    <p>Nobody who reads the notices of the Pentagon learns who was on board. Families on the Paria peninsula wait for fourteen
    men who went out to fish and did not come home. A teacher there counts the empty chairs in her class: there are nine.
    Prices for fuel have risen by a quarter of what they were, she says, and a sack of flour costs $31. The road to the port
    was closed for the second month.</p>
    <p>In Caracas the talk is of sanctions. Oil brings in 40% less than before, according to a trader whom I reached on
    Tuesday; he has sold his flat and moved abroad. Exports fell to 650 thousand barrels a day. The government says that it
    will hold an election on 6 December, the third in as many years, and that 4.5 million militia members stand ready, which
    no one believes. A diplomat put the odds of war at one in three.</p>
    <p>Whatever comes, it will not be cheap. A single sortie costs more than a school in the Petare district spends between
    January and June, and the F-35s that land in Puerto Rico make dozens of them.</p>
    <p>The carrier is 1,106 feet long, and two-thirds of its crew are under twenty-five.</p>
    </body></html>
    """#

  /// What must be reported, and nothing else.
  static let planted = [
    "6: Friday differs",
    "7: 22nd differs",
    "7: November 12 differs",
    "10: 10,000 differs",
    "10: three uncovered",
    "11: 17 differs",
    "11: 7 uncovered",
    "12: tripled differs",
    "12: $60 million differs",
    "12: 21 uncovered",
    "12: one uncovered",
    "13: September differs",
    "13: 2018 differs",
    "16: 18% differs",
    "16: 8 percent uncovered",
    "17: half uncovered",
    "17: 1990s uncovered",
    "18: 11/03/2025 uncovered",
    "20: 4 uncovered",
    "21: fourteen uncovered",
    "22: nine uncovered",
    "23: a quarter uncovered",
    "23: $31 uncovered",
    "24: second uncovered",
    "25: 40% uncovered",
    "26: Tuesday uncovered",
    "26: 650 thousand uncovered",
    "27: 6 December uncovered",
    "27: third uncovered",
    "27: 4.5 million uncovered",
    "28: one in three uncovered",
    "30: January uncovered",
    "30: June uncovered",
    "30: dozens uncovered",
    "31: 1,106 uncovered",
    "31: two-thirds uncovered",
    "31: twenty-five uncovered",
  ]

  static let spoiledFigures = [
    "carrier-arrival",
    "reward",
    "interview",
  ]

  /// Written without looking at the rules: other words for the same figures.
  static let reworded = """
    HOW WE GOT TO THE BRINK

    A boat burned in the eastern Pacific on Saturday, and three more men were dead. The Pentagon called it strike number 21.
    By our own tally, too, twenty-one known strikes have been carried out since September 2.

    The next morning, Sunday, the carrier Gerald R. Ford sailed into the Caribbean, where it arrived after a voyage of three
    weeks. Roughly fifteen thousand U.S. troops are now stationed across the region. Marines spent the week at night exercises
    in Trinidad; from the island's western tip, Venezuela is only seven miles away.

    Washington put a price of $50 million on Maduro's head this summer, a reward twice as large as the one before. Marco
    Rubio, the secretary of state, has wanted this for years: in 2019, when he was a senator, he encouraged Trump to throw his
    weight behind Juan Guaidó. On Nov. 16, Rubio said the State Department would designate the Cartel de los Soles a foreign
    terrorist organization, declaring Maduro to be its head. Trump added the same Sunday that this would let him strike
    Maduro's assets inside the country.

    Is it about drugs? About 8 percent of the cocaine bound for the U.S. moves through the Caribbean, by the DEA's estimate.
    Fentanyl hardly comes from there at all.

    In October, American officials made clear in private that the end goal was to remove Maduro from power, the New York Times
    reported. "They can't do it with 15,000 people," a former general said. Francisco Rodríguez, the economist, said much the
    same when I interviewed him in October.
    """

  static let rewordedOpen = [
    "three",
    "September 2",
    "three",
    "15,000",
  ]

  /// The same with other numbers; each of them must be reported.
  static let rewordedWrong = """
    A boat burned in the eastern Pacific on Sunday. The Pentagon called it strike number 20. By our own tally, too, twenty-two
    known strikes have been carried out. The carrier arrived in the Caribbean on November 11. Roughly fifty thousand U.S.
    troops are now stationed across the region. Venezuela is only nine miles away from the island. Washington put a reward of
    $15 million on Maduro. In 2020, Rubio encouraged Trump to back Guaidó. On Nov. 24, the State Department designated Cartel
    de los Soles as a foreign terrorist organization. About 80 percent of the cocaine bound for the U.S. moves through the
    Caribbean. In August, officials made clear in private that the end goal was to remove Maduro.
    """
}
