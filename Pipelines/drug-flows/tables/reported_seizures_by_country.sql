-- One row per year and country that reports cocaine or fentanyl.
-- title: Cocaine and fentanyl seized, as countries report to UNODC
-- column year (year): Reference year.
-- column country (text): Country that reports.
-- column country_code (text): Code of the country.
-- column cocaine_kg (integer, kg): Cocaine salts, crack, paste and base, and cocaine that is not specified; without leaf and bush. Empty
--   where none is reported.
-- column fentanyl_kg (integer, kg): Fentanyl; empty where none is reported.
-- column cocaine_records (integer, records): Rows of the publisher that cocaine_kg adds up.
-- column fentanyl_records (integer, records): Rows of the publisher that fentanyl_kg adds up.
-- adds: cocaine_kg, fentanyl_kg, cocaine_records, fentanyl_records over time and places
-- note: Context to the article's "virtually no role in the fentanyl trade", whose figure rests on later years of the same publisher, and to
--   "about 8% of U.S.-bound cocaine": seizures that countries report, which are no flow and no route.
-- note: Empty is "not reported", 0 is less than half a kilogram. Kilograms are rounded by the publisher.
-- note: Some countries report a fiscal year or some months only.
-- note when: select count(*) as records from unodc_seizures having count(*) = 0 | No edition comes with Soundings, because UNODC's terms
--   do not allow it: add the publisher's file, and the table has rows.
-- chart: bar of cocaine_kg over country (country_code) where year is newest largest 15
--   titled 'Cocaine seized in the newest year, as countries report to UNODC'
-- trace cocaine_kg: kilograms from unodc_seizures where year = :year and country_code = :country_code and drug in ('Cocaine salts',
--   'Crack', 'Coca paste/cocaine base', 'Non-specified cocaine', 'Cocaine (base, paste and salts)')
-- trace fentanyl_kg: kilograms from unodc_seizures where year = :year and country_code = :country_code and specific_drug = 'Fentanyl'
-- trace cocaine_records: 1 from unodc_seizures where year = :year and country_code = :country_code and drug in ('Cocaine salts',
--   'Crack', 'Coca paste/cocaine base', 'Non-specified cocaine', 'Cocaine (base, paste and salts)')
-- trace fentanyl_records: 1 from unodc_seizures where year = :year and country_code = :country_code and specific_drug = 'Fentanyl'
with kinds as (
  select
    year,
    country_name,
    country_code,
    kilograms,
    case when drug in ('Cocaine salts', 'Crack', 'Coca paste/cocaine base', 'Non-specified cocaine', 'Cocaine (base, paste and salts)')
      then 1 else 0 end as is_cocaine,
    case when specific_drug = 'Fentanyl' then 1 else 0 end as is_fentanyl
  from unodc_seizures
)
select
  year,
  min(country_name) as country,
  country_code,
  sum(case when is_cocaine = 1 then kilograms end) as cocaine_kg,
  sum(case when is_fentanyl = 1 then kilograms end) as fentanyl_kg,
  sum(is_cocaine) as cocaine_records,
  sum(is_fentanyl) as fentanyl_records
from kinds
where is_cocaine = 1 or is_fentanyl = 1
group by year, country_code
order by year, country_code
