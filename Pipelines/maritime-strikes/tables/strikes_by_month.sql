-- One row per month and waters with a strike.
-- title: Strikes, vessels and people killed by month and waters
-- column month (month): Month of the strike.
-- column waters (text): caribbean, eastern_pacific, or both where the source bundles strikes in both.
-- column strikes (integer, strikes): Strikes in the month.
-- column vessels (integer, vessels): Vessels struck in the month.
-- column killed (integer, people): People killed, without the missing; empty where no row of the month says a number.
-- column missing (integer, people): People missing or presumed dead; a blank cell adds nothing.
-- column captured (integer, people): People captured; a blank cell or no exact number (">1") adds nothing.
-- note: By day of the strike in the newest revision of the table; tolls have been raised later.
-- note: A month without a strike has no row.
-- chart: stacked bar of strikes by waters over month
--   marking month is newest as 'newest month with a strike, may be incomplete' titled 'Strikes by month and waters'
-- trace strikes: strikes from wikipedia_strikes where substr(event_date, 1, 7) = :month and waters = :waters
-- trace vessels: vessels from wikipedia_strikes where substr(event_date, 1, 7) = :month and waters = :waters
-- trace killed: killed from wikipedia_strikes where substr(event_date, 1, 7) = :month and waters = :waters
-- trace missing: coalesce(missing, 0) from wikipedia_strikes where substr(event_date, 1, 7) = :month and waters =
--   :waters
-- trace captured: coalesce(captured, 0) from wikipedia_strikes where substr(event_date, 1, 7) = :month and waters =
--   :waters
select
  substr(event_date, 1, 7) as month,
  waters,
  sum(strikes) as strikes,
  sum(vessels) as vessels,
  sum(killed) as killed,
  sum(coalesce(missing, 0)) as missing,
  sum(coalesce(captured, 0)) as captured
from wikipedia_strikes
group by substr(event_date, 1, 7), waters
order by month, waters
