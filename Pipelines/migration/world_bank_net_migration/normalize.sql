-- Whole numbers may come as -112899.0; any other fraction is no count of people and goes to quarantine.
select
  indicator_id as indicator_code,
  country_iso3 as country_code,
  squeeze(country_name) as country_name,
  date as year,
  case when value like '%.0' then substr(value, 1, length(value) - 2) else value end as net_migration
from raw
