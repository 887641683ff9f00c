-- One row per source and day for which the source gave a total.
-- title: What each source counted, beside our own sums
-- column as_of_date (date): Day that the source's total stands for.
-- column source (text): Who counted.
-- column strikes (integer, strikes): Strikes by the source's count; empty where it gave none or no exact number.
-- column vessels (integer, vessels): Vessels by the source's count; empty where it gave none or no exact number.
-- column killed (integer, people): People killed by the source's count; empty where it gave none or no exact number.
-- column missing_included (text): Whether the source's killed include the missing who are presumed dead: yes, no or unknown.
-- column our_strikes (integer, strikes): Strikes of the table of strikes up to our_events_through.
-- column our_killed (integer, people): People killed in the table of strikes up to our_events_through, without the missing.
-- column our_missing (integer, people): People missing or presumed dead in the table of strikes up to our_events_through.
-- column our_vessels (integer, vessels): Vessels of the table of strikes up to our_events_through.
-- column our_events_through (date): Last day of strikes that the source can have counted; our sums end there. Empty, as our
--   sums are, where the table of strikes at hand ends before that day.
-- column strikes_text (text): Strikes in the source's words where it gave no exact number.
-- column vessels_text (text): Vessels in the source's words where it gave no exact number.
-- column killed_text (text): Killed in the source's words where it gave no exact number.
-- column source_type (text): Kind of source.
-- column missing_basis (text): Whether missing_included was stated by the source or follows from arithmetic.
-- column reported_on (date): Day the source said so.
-- column address (text): Where it can be read.
-- column our_killed_at_least (integer, people): As our_killed, with the lower bounds of cells such as "11+" added.
-- column our_missing_at_least (integer, people): As our_missing, lower bounds added.
-- adds: strikes, vessels, killed, our_strikes, our_killed, our_missing, our_vessels, our_killed_at_least, our_missing_at_least
--   never
-- note: No total is right alone: sources differ in what they count (strikes, vessels, announcements), whether the missing count
--   as dead, and where they stop.
-- note: Our sums are by day of the strike in the revision of the table in use; they are empty where no revision is at hand,
--   or where its last strike lies before the day for which the source counted: what came after it is not known from it.
-- chart: dot of killed as 'a source (some count the missing)', our_killed as 'our sum (without the missing)'
--   over as_of_date titled 'People killed in strikes, as each source counted them, beside our own sums'
-- trace strikes: strikes from strike_totals where source = :source and as_of_date = :as_of_date
-- trace vessels: vessels from strike_totals where source = :source and as_of_date = :as_of_date
-- trace killed: killed from strike_totals where source = :source and as_of_date = :as_of_date
-- trace our_strikes: strikes from wikipedia_strikes where event_date <= :our_events_through
-- trace our_killed: coalesce(killed, 0) from wikipedia_strikes where event_date <= :our_events_through
-- trace our_missing: coalesce(missing, 0) from wikipedia_strikes where event_date <= :our_events_through
-- trace our_vessels: coalesce(vessels, 0) from wikipedia_strikes where event_date <= :our_events_through
-- trace our_killed_at_least: coalesce(killed_at_least, 0) from wikipedia_strikes where event_date <=
--   :our_events_through
-- trace our_missing_at_least: coalesce(missing_at_least, 0) from wikipedia_strikes where event_date <=
--   :our_events_through
with reach as (
  select max(event_date) as last_date
  from wikipedia_strikes
),
counted as (
  select
    t.source,
    t.as_of_date,
    t.events_through_date,
    sum(case when w.event_date <= t.events_through_date then w.strikes else 0 end) as strikes,
    sum(case when w.event_date <= t.events_through_date then coalesce(w.vessels, 0) else 0 end) as vessels,
    sum(case when w.event_date <= t.events_through_date then coalesce(w.killed, 0) else 0 end) as killed,
    sum(case when w.event_date <= t.events_through_date then coalesce(w.missing, 0) else 0 end) as missing,
    sum(case when w.event_date <= t.events_through_date then coalesce(w.killed_at_least, 0) else 0 end) as killed_at_least,
    sum(case when w.event_date <= t.events_through_date then coalesce(w.missing_at_least, 0) else 0 end) as missing_at_least
  from strike_totals t
  join reach r on t.events_through_date <= r.last_date
  cross join wikipedia_strikes w
  group by t.source, t.as_of_date, t.events_through_date
)
select
  t.as_of_date,
  t.source,
  t.strikes,
  t.vessels,
  t.killed,
  t.missing_included,
  c.strikes as our_strikes,
  c.killed as our_killed,
  c.missing as our_missing,
  c.vessels as our_vessels,
  c.events_through_date as our_events_through,
  t.strikes_text,
  t.vessels_text,
  t.killed_text,
  t.source_type,
  t.missing_basis,
  t.reported_on,
  t.address,
  c.killed_at_least as our_killed_at_least,
  c.missing_at_least as our_missing_at_least
from strike_totals t
left join counted c on c.source = t.source and c.as_of_date = t.as_of_date
order by t.as_of_date, t.source
