-- One row per fiscal year.
-- title: Venezuelans encountered by the Border Patrol since 2000
-- column fiscal_year (year): U.S. fiscal year, from Oct. 1 of the year before to Sept. 30.
-- column is_partial (boolean): The year was not over when the workbook was published.
-- column all_encounters (integer, encounters): Encounters with people of any citizenship: the rows of the workbook added up.
-- column venezuelan (integer, encounters): Encounters with Venezuelans, rounded by the publisher to 10.
-- column share_pct (decimal 4, percent) = 100 * venezuelan / all_encounters: venezuelan as a share of all_encounters.
-- column venezuelan_exact (integer, apprehensions): The same in the Border Patrol's own PDF, to the last person; empty outside of its years.
-- adds: all_encounters, venezuelan, venezuelan_exact over time
-- note: Between the ports of entry only. The encounters of venezuelan_encounters_by_fy also count people at the ports: never add the two.
-- note: Encounters are events, not people. Apprehensions until February 2020; since March 2020 also expulsions under Title 42.
-- note: The PDF and the workbook are publications of the same records; venezuelans_in_two_publications holds one against the other.
-- chart: bar of venezuelan over fiscal_year marking is_partial as 'partial year'
-- annotation: 2023 'Title 42 ends (May 11, 2023)'
-- annotation: 2025 'new president (Jan. 20, 2025)'
-- trace all_encounters: encounters from usbp_encounters_by_citizenship where fiscal_year = :fiscal_year
-- trace venezuelan: encounters from usbp_encounters_by_citizenship where fiscal_year = :fiscal_year and citizenship = 'Venezuela'
-- trace venezuelan_exact: nationwide from usbp_apprehensions_by_citizenship where fiscal_year = :fiscal_year and citizenship = 'VENEZUELA'
with years as (
  select
    fiscal_year,
    max(is_partial) as is_partial,
    sum(encounters) as all_encounters,
    sum(case when citizenship = 'Venezuela' then encounters else 0 end) as venezuelan
  from usbp_encounters_by_citizenship
  group by fiscal_year
),
exact as (
  select fiscal_year, sum(nationwide) as venezuelan
  from usbp_apprehensions_by_citizenship
  where citizenship = 'VENEZUELA'
  group by fiscal_year
)
select
  y.fiscal_year,
  y.is_partial,
  y.all_encounters,
  y.venezuelan,
  x.venezuelan as venezuelan_exact
from years y
left join exact x on x.fiscal_year = y.fiscal_year
order by y.fiscal_year
