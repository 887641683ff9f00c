-- One row per calendar month that is published.
-- title: Venezuelan encounters at all U.S. borders by month
-- column month (month): Calendar month.
-- column all_encounters (integer, encounters): Encounters with people of any citizenship, at all borders.
-- column venezuelan (integer, encounters): Encounters with people whose citizenship is recorded as Venezuela; 0 is a counted zero.
-- column fiscal_year (year): U.S. fiscal year of the month.
-- adds: all_encounters, venezuelan over time
-- note: Encounters are events, not people and not arrivals; in 2020 to 2023 the same person was often counted several times.
-- note: A month that is not published has no row.
-- chart: line of venezuelan over month
-- annotation: 2022-10-18..2025-01-20 'parole program for Venezuelans'
-- annotation: 2023-05-11 'Title 42 ends'
-- annotation: 2025-01-20 'new president'
-- trace all_encounters: encounters from cbp_encounters where month = :month
-- trace venezuelan: encounters from cbp_encounters where month = :month and citizenship = 'VENEZUELA'
select
  month,
  sum(encounters) as all_encounters,
  sum(case when citizenship = 'VENEZUELA' then encounters else 0 end) as venezuelan,
  fiscal_year
from cbp_encounters
group by month, fiscal_year
order by month
