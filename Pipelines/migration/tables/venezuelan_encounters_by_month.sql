-- One row per calendar month that is published and region.
-- title: Venezuelan encounters at U.S. borders by month and region
-- column month (month): Calendar month.
-- column region (text): Northern Land Border, Southwest Land Border, or Other.
-- column all_encounters (integer, encounters): Encounters with people of any citizenship; 0 is a counted zero.
-- column venezuelan (integer, encounters): Encounters with people whose citizenship is recorded as Venezuela; 0 is a counted zero.
-- column fiscal_year (year): U.S. fiscal year of the month.
-- adds: all_encounters, venezuelan over time and places
-- note: Encounters are events, not people and not arrivals; in 2020 to 2023 the same person was often counted several times.
-- note: "Other" is air and sea ports and the coast. Venezuelans who flew in on parole (2022 to 2025) are counted there.
-- note: A month that is not published has no rows at all.
-- chart: line of venezuelan by region over month
-- annotation: 2022-10-18..2025-01-20 'parole program for Venezuelans'
-- annotation: 2023-05-11 'Title 42 ends'
-- annotation: 2025-01-20 'new president'
-- trace all_encounters: encounters from cbp_encounters where month = :month and region = :region
-- trace venezuelan: encounters from cbp_encounters where month = :month and region = :region and citizenship =
--   'VENEZUELA'
with months as (
  select distinct fiscal_year, month from cbp_encounters
),
regions as (
  select distinct region from cbp_encounters
),
counts as (
  select
    month,
    region,
    sum(encounters) as all_encounters,
    sum(case when citizenship = 'VENEZUELA' then encounters else 0 end) as venezuelan
  from cbp_encounters
  group by month, region
)
select
  m.month,
  r.region,
  coalesce(c.all_encounters, 0) as all_encounters,
  coalesce(c.venezuelan, 0) as venezuelan,
  m.fiscal_year
from months m
cross join regions r
left join counts c on c.month = m.month and c.region = r.region
order by m.month, r.region
