-- One row per fiscal year.
-- title: Venezuelan encounters at U.S. borders by fiscal year
-- column fiscal_year (year): U.S. fiscal year, from Oct. 1 of the year before to Sept. 30.
-- column is_partial (boolean): Fewer than twelve months of the fiscal year are published.
-- column months_present (integer, months): Months of the fiscal year that are published.
-- column all_encounters (integer, encounters): Encounters with people of any citizenship.
-- column venezuelan (integer, encounters): Encounters with people whose citizenship is recorded as Venezuela.
-- column share_pct (decimal 4, percent) = 100 * venezuelan / all_encounters: venezuelan as a share of all_encounters.
-- adds: all_encounters, venezuelan over time
-- adds: months_present never
-- note: Encounters are events, not people and not arrivals; in 2020 to 2023 the same person was often counted several times.
-- note: "Other" is air and sea ports and the coast. Venezuelans who flew in on parole (2022 to 2025) are counted there.
-- note: A fiscal year is not a calendar year; the open year is partial and still revised.
-- chart: bar of venezuelan over fiscal_year marking is_partial as 'partial year'
-- annotation: 2023 'Title 42 ends (May 11, 2023)'
-- annotation: 2025 'new president (Jan. 20, 2025)'
-- trace is_partial: derived from months_present
-- trace months_present: distinct month from cbp_encounters where fiscal_year = :fiscal_year
-- trace all_encounters: all_encounters from venezuelan_encounters_by_fy_region where fiscal_year = :fiscal_year
-- trace venezuelan: venezuelan from venezuelan_encounters_by_fy_region where fiscal_year = :fiscal_year
select
  fiscal_year,
  is_partial,
  months_present,
  sum(all_encounters) as all_encounters,
  sum(venezuelan) as venezuelan
from venezuelan_encounters_by_fy_region
group by fiscal_year, is_partial, months_present
order by fiscal_year
