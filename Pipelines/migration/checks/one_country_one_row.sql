-- Two rows of one year have the same country of asylum: UNHCR's codes and ISO codes got mixed.
select year, coa_iso3, count(*) as countries
from unhcr_population
where coa_iso3 is not null
group by year, coa_iso3
having count(*) > 1
order by year, coa_iso3
