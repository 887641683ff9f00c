-- A country reports cocaine as a whole that is as much as its kinds together, or more: reported_seizures_by_country counts both.
with parts as (
  select
    year,
    country_code,
    sum(case when drug = 'Cocaine (base, paste and salts)' then kilograms else 0 end) as whole_kg,
    sum(case when drug in ('Cocaine salts', 'Crack', 'Coca paste/cocaine base', 'Non-specified cocaine') then kilograms else 0 end) as kinds_kg
  from unodc_seizures
  where drug_group = 'Cocaine-type'
  group by year, country_code
)
select year, country_code, whole_kg, kinds_kg
from parts
where whole_kg > 0 and kinds_kg > 0 and whole_kg >= kinds_kg
order by year, country_code
