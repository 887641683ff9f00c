-- One row per day with a strike, summed from the first strike up to and including that day.
-- title: Strikes, vessels and people killed, running totals
-- column date (date): Day of the strike; every sum covers the rows of the table dated on or before it.
-- column strikes (integer, strikes): Strikes so far.
-- column vessels (integer, vessels): Vessels struck so far; more than strikes, since one strike can hit two.
-- column killed (integer, people): People killed so far, without the missing.
-- column missing (integer, people): People missing or presumed dead so far; 0 until a row says a number.
-- column killed_plus_missing (integer, people): The two before together; what most newsrooms print as the death toll.
-- column strikes_caribbean (integer, strikes): Strikes in the Caribbean so far.
-- column strikes_eastern_pacific (integer, strikes): Strikes in the eastern Pacific so far.
-- column strikes_both_waters (integer, strikes): Strikes of rows whose location names both waters and does not split them.
-- column captured (integer, people): People captured so far; 0 until a row says a number.
-- column vessels_caribbean (integer, vessels): Vessels struck in the Caribbean so far.
-- column vessels_eastern_pacific (integer, vessels): Vessels struck in the eastern Pacific so far.
-- column vessels_both_waters (integer, vessels): Vessels of rows whose location names both waters.
-- column rows_killed_not_said (integer, rows): Rows so far that say no exact number of killed.
-- column killed_at_least (integer, people): People killed so far, with the lower bounds of cells such as "11+" added.
-- column missing_at_least (integer, people): People missing or presumed dead so far, lower bounds added; empty until a row
--   says anything.
-- column captured_at_least (integer, people): People captured so far, lower bounds added (">1" is 2); empty until
--   a row says anything.
-- adds: strikes, vessels, killed, missing, killed_plus_missing, strikes_caribbean, strikes_eastern_pacific, strikes_both_waters,
--   captured, vessels_caribbean, vessels_eastern_pacific, vessels_both_waters, rows_killed_not_said, killed_at_least,
--   missing_at_least, captured_at_least never
-- note: The sums are by day of the strike in the newest revision of the table, not what was known on that day; a toll may be
--   raised later.
-- note: A cell that is blank or no exact number (">1") adds nothing; the columns "at least" add the lower bound of what it
--   says.
-- note: Killed and missing are kept apart on purpose; most differences between published totals are one against both.
-- chart: stepped line of killed_plus_missing as 'killed or missing', killed as 'killed' over date
--   titled 'People killed or missing in strikes since the first one'
-- trace strikes: strikes from wikipedia_strikes where event_date <= :date
-- trace vessels: coalesce(vessels, 0) from wikipedia_strikes where event_date <= :date
-- trace killed: coalesce(killed, 0) from wikipedia_strikes where event_date <= :date
-- trace missing: coalesce(missing, 0) from wikipedia_strikes where event_date <= :date
-- trace killed_plus_missing: coalesce(killed, 0) + coalesce(missing, 0) from wikipedia_strikes where event_date <=
--   :date
-- trace strikes_caribbean: strikes from wikipedia_strikes where event_date <= :date and waters = 'caribbean'
-- trace strikes_eastern_pacific: strikes from wikipedia_strikes where event_date <= :date and waters =
--   'eastern_pacific'
-- trace strikes_both_waters: strikes from wikipedia_strikes where event_date <= :date and waters = 'both'
-- trace captured: coalesce(captured, 0) from wikipedia_strikes where event_date <= :date
-- trace vessels_caribbean: coalesce(vessels, 0) from wikipedia_strikes where event_date <= :date and waters =
--   'caribbean'
-- trace vessels_eastern_pacific: coalesce(vessels, 0) from wikipedia_strikes where event_date <= :date and waters =
--   'eastern_pacific'
-- trace vessels_both_waters: coalesce(vessels, 0) from wikipedia_strikes where event_date <= :date and waters = 'both'
-- trace rows_killed_not_said: 1 from wikipedia_strikes where event_date <= :date and killed is null
-- trace killed_at_least: killed_at_least from wikipedia_strikes where event_date <= :date
-- trace missing_at_least: missing_at_least from wikipedia_strikes where event_date <= :date
-- trace captured_at_least: captured_at_least from wikipedia_strikes where event_date <= :date
with days as (
  select
    event_date,
    sum(strikes) as strikes,
    sum(coalesce(vessels, 0)) as vessels,
    sum(coalesce(killed, 0)) as killed,
    sum(coalesce(missing, 0)) as missing,
    sum(coalesce(captured, 0)) as captured,
    sum(case when waters = 'caribbean' then strikes else 0 end) as strikes_caribbean,
    sum(case when waters = 'eastern_pacific' then strikes else 0 end) as strikes_eastern_pacific,
    sum(case when waters = 'both' then strikes else 0 end) as strikes_both,
    sum(case when waters = 'caribbean' then coalesce(vessels, 0) else 0 end) as vessels_caribbean,
    sum(case when waters = 'eastern_pacific' then coalesce(vessels, 0) else 0 end) as vessels_eastern_pacific,
    sum(case when waters = 'both' then coalesce(vessels, 0) else 0 end) as vessels_both,
    sum(case when killed is null then 1 else 0 end) as rows_killed_not_said,
    sum(killed_at_least) as killed_at_least,
    sum(missing_at_least) as missing_at_least,
    sum(captured_at_least) as captured_at_least
  from wikipedia_strikes
  group by event_date
)
select
  event_date as date,
  sum(strikes) over up_to_day as strikes,
  sum(vessels) over up_to_day as vessels,
  sum(killed) over up_to_day as killed,
  sum(missing) over up_to_day as missing,
  sum(killed + missing) over up_to_day as killed_plus_missing,
  sum(strikes_caribbean) over up_to_day as strikes_caribbean,
  sum(strikes_eastern_pacific) over up_to_day as strikes_eastern_pacific,
  sum(strikes_both) over up_to_day as strikes_both_waters,
  sum(captured) over up_to_day as captured,
  sum(vessels_caribbean) over up_to_day as vessels_caribbean,
  sum(vessels_eastern_pacific) over up_to_day as vessels_eastern_pacific,
  sum(vessels_both) over up_to_day as vessels_both_waters,
  sum(rows_killed_not_said) over up_to_day as rows_killed_not_said,
  sum(killed_at_least) over up_to_day as killed_at_least,
  sum(missing_at_least) over up_to_day as missing_at_least,
  sum(captured_at_least) over up_to_day as captured_at_least
from days
window up_to_day as (order by event_date rows between unbounded preceding and current row)
order by date
