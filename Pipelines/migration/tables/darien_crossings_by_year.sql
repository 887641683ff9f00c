-- One row per calendar year.
-- title: Crossings of the Darien by year
-- column year (year): Calendar year.
-- column is_partial (boolean): The months after the newest one of the edition are not in it.
-- column months_present (integer, months): Months with a number of their own; 0 where only the year's number is published.
-- column all_crossings (integer, crossings): Crossings by people of any nationality.
-- column venezuelan (integer, crossings): Crossings by Venezuelans; 0 is a counted zero.
-- column share_pct (decimal 4, percent) = 100 * venezuelan / all_crossings: venezuelan as a share of all_crossings.
-- adds: all_crossings, venezuelan over time
-- adds: months_present never
-- note: A second, independent source beside the article's "flow of Venezuelan migrants into the U.S.": counted in Panama, by another
--   government than the encounters at the U.S. border.
-- note: A flow on the way north, not entries into the United States; never add it to encounters.
-- note: Calendar years, which differ from the fiscal years of the encounters.
-- chart: bar of venezuelan over year marking is_partial as 'partial year' titled 'Crossings of the Darien by Venezuelans'
-- trace is_partial: derived from months_present
-- trace months_present: distinct month from darien_crossings where year = :year and period = 'month'
-- trace all_crossings: crossings from darien_crossings where year = :year
-- trace venezuelan: crossings from darien_crossings where year = :year and nationality = 'VEN'
with years as (
  select
    year,
    min(period) as period,
    count(distinct case when period = 'month' then month end) as months_present,
    max(month) as newest_month,
    sum(crossings) as all_crossings,
    sum(case when nationality = 'VEN' then crossings else 0 end) as venezuelan
  from darien_crossings
  group by year
)
select
  year,
  case when period = 'month' and substr(newest_month, 6) < '12' then 1 else 0 end as is_partial,
  months_present,
  all_crossings,
  venezuelan
from years
order by year
