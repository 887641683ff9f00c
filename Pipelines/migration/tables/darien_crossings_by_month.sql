-- One row per calendar month that is published.
-- title: Crossings of the Darien by month
-- column month (month): Calendar month.
-- column all_crossings (integer, crossings): Crossings by people of any nationality.
-- column venezuelan (integer, crossings): Crossings by Venezuelans; 0 is a counted zero.
-- column share_pct (decimal 4, percent) = 100 * venezuelan / all_crossings: venezuelan as a share of all_crossings.
-- adds: all_crossings, venezuelan over time
-- note: Context to the article's "flow of Venezuelan migrants into the U.S.": a flow on the way north, not entries; never add it to
--   encounters.
-- note: Months begin in 2020. A month without a row may be one in which nobody crossed, or a missing one: the file does not say.
-- chart: line of all_crossings as 'all nationalities', venezuelan as 'Venezuelans' over month titled 'Crossings of the Darien by month'
-- trace all_crossings: crossings from darien_crossings where month = :month and period = 'month'
-- trace venezuelan: crossings from darien_crossings where month = :month and period = 'month' and nationality = 'VEN'
select
  month,
  sum(crossings) as all_crossings,
  sum(case when nationality = 'VEN' then crossings else 0 end) as venezuelan
from darien_crossings
where period = 'month'
group by month
order by month
