-- One row per year and country of asylum with at least one displaced Venezuelan.
-- title: Venezuelans displaced abroad by country of asylum
-- column year (year): Year of the stock.
-- column country_code (text): Country of asylum in ISO 3166, or the publisher's code where it has none.
-- column country (text): Country of asylum.
-- column refugees (integer, people): Refugees; 0 also where UNHCR says nothing.
-- column asylum_seekers (integer, people): People whose claim is pending; 0 also where UNHCR says nothing.
-- column other_in_need (integer, people): Other people in need of international protection, a category since 2018; 0 also
--   where UNHCR does not collect it.
-- column displaced_abroad (integer, people): The three before together.
-- column period (text): mid-year or end-year: the day that the stock stands for.
-- column unhcr_code (text): Country of asylum in UNHCR's own code.
-- adds: refugees, asylum_seekers, other_in_need, displaced_abroad over places
-- note: Displaced abroad is refugees, asylum seekers and other people in need of international protection, outside Venezuela.
--   Others of concern are never part of it. "Not collected" adds nothing.
-- note: A stock on a day, not a flow. A mid-year figure is overwritten by the end-year figure in June, in either direction.
-- note: Never add these to the figures of R4V or UN DESA.
-- note when: with people as ( select year, coa_code, coa_name, coalesce(refugees, 0) + coalesce(asylum_seekers, 0) +
--   coalesce(other_in_need, 0) as people from unhcr_population where coo_code = 'VEN' and coa_code <> 'VEN' ), same
--   as ( select a.year, b.year as before_year, a.coa_name as country, a.people, count(*) over () as countries from
--   people a join people b on b.coa_code = a.coa_code and b.year = a.year - 1 and b.people = a.people where a.people
--   > 0 and a.year = (select max(year) from people) ) select year, before_year, countries, country, people from same
--   order by people desc, country limit 1 | Figures may be carried forward: where the newest figure ({year}) is that
--   of {before_year}. Countries of asylum where it is: {countries}; the largest is {country} ({people} people).
-- chart: bar of displaced_abroad over country (country_code, unhcr_code) where year is newest
--   marking period = 'mid-year' as 'mid-year stock' largest 15
-- trace refugees: coalesce(refugees, 0) from unhcr_population where coo_code = 'VEN' and year = :year and coa_code =
--   :unhcr_code
-- trace asylum_seekers: coalesce(asylum_seekers, 0) from unhcr_population where coo_code = 'VEN' and year = :year and
--   coa_code = :unhcr_code
-- trace other_in_need: coalesce(other_in_need, 0) from unhcr_population where coo_code = 'VEN' and year = :year and
--   coa_code = :unhcr_code
-- trace displaced_abroad: coalesce(refugees, 0) + coalesce(asylum_seekers, 0) + coalesce(other_in_need, 0) from
--   unhcr_population where coo_code = 'VEN' and year = :year and coa_code = :unhcr_code
with destinations as (
  select
    year,
    coalesce(coa_iso3, coa_code) as country_code,
    coa_name as country,
    coalesce(refugees, 0) as refugees,
    coalesce(asylum_seekers, 0) as asylum_seekers,
    coalesce(other_in_need, 0) as other_in_need,
    period,
    coa_code as unhcr_code
  from unhcr_population
  where coo_code = 'VEN' and coa_code <> 'VEN'
)
select
  year,
  country_code,
  country,
  refugees,
  asylum_seekers,
  other_in_need,
  refugees + asylum_seekers + other_in_need as displaced_abroad,
  period,
  unhcr_code
from destinations
where refugees + asylum_seekers + other_in_need > 0
order by year, displaced_abroad desc, country_code, unhcr_code
