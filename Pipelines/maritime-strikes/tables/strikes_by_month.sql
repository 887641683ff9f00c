-- One row per month and waters with a strike.
-- title: Strikes, vessels and people killed by month and waters
-- column month (month): Month of the strike.
-- column waters (text): caribbean, eastern_pacific, or both where the source bundles strikes in both.
-- column strikes (integer, strikes): Strikes in the month.
-- column vessels (integer, vessels): Vessels struck in the month.
-- column killed (integer, people): People killed, without the missing; empty where no row of the month says a number.
-- column missing (integer, people): People missing or presumed dead; a blank cell adds nothing, and it is empty where all are.
-- column captured (integer, people): People captured; a blank cell or no exact number (">1") adds nothing, and it is empty
--   where all are.
-- column rows_killed_not_said (integer, rows): Rows of the month that say no exact number of killed.
-- column killed_at_least (integer, people): People killed, with the lower bounds of cells such as "11+" added; empty
--   where no row of the month says anything, like the two below.
-- column missing_at_least (integer, people): People missing or presumed dead, lower bounds added.
-- column captured_at_least (integer, people): People captured, lower bounds added (">1" is 2).
-- adds: strikes, vessels, killed, missing, captured, rows_killed_not_said, killed_at_least, missing_at_least, captured_at_least
--   over time and places
-- note: By day of the strike in the newest revision of the table; a toll may be raised later.
-- note: A cell that is blank or no exact number adds nothing to the sums of exact numbers; rows_killed_not_said counts such
--   rows, and the columns "at least" add the lower bound of what they say.
-- note: A month without a strike has no row.
-- chart: stacked bar of strikes by waters over month
--   marking month is newest as 'newest month with a strike, may be incomplete' titled 'Strikes by month and waters'
-- label: waters 'caribbean' as 'Caribbean', 'eastern_pacific' as 'Eastern Pacific', 'both' as 'both waters'
-- trace strikes: strikes from wikipedia_strikes where substr(event_date, 1, 7) = :month and waters = :waters
-- trace vessels: vessels from wikipedia_strikes where substr(event_date, 1, 7) = :month and waters = :waters
-- trace killed: killed from wikipedia_strikes where substr(event_date, 1, 7) = :month and waters = :waters
-- trace missing: missing from wikipedia_strikes where substr(event_date, 1, 7) = :month and waters =
--   :waters
-- trace captured: captured from wikipedia_strikes where substr(event_date, 1, 7) = :month and waters =
--   :waters
-- trace rows_killed_not_said: 1 from wikipedia_strikes where substr(event_date, 1, 7) = :month and waters = :waters and
--   killed is null
-- trace killed_at_least: killed_at_least from wikipedia_strikes where substr(event_date, 1, 7) = :month and
--   waters = :waters
-- trace missing_at_least: missing_at_least from wikipedia_strikes where substr(event_date, 1, 7) = :month
--   and waters = :waters
-- trace captured_at_least: captured_at_least from wikipedia_strikes where substr(event_date, 1, 7) = :month
--   and waters = :waters
select
  substr(event_date, 1, 7) as month,
  waters,
  sum(strikes) as strikes,
  sum(vessels) as vessels,
  sum(killed) as killed,
  sum(missing) as missing,
  sum(captured) as captured,
  sum(case when killed is null then 1 else 0 end) as rows_killed_not_said,
  sum(killed_at_least) as killed_at_least,
  sum(missing_at_least) as missing_at_least,
  sum(captured_at_least) as captured_at_least
from wikipedia_strikes
group by substr(event_date, 1, 7), waters
order by month, waters
