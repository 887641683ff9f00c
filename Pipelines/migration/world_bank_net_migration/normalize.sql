-- The unit is blank while a value is a count of people. A value that states a unit would be another number: it goes to
-- quarantine with the unit beside it. The decimals only say how to print the value.
-- Whole numbers may come as -112899.0; any other fraction is no count of people and goes to quarantine.
select
  indicator_id as indicator_code,
  country_iso3 as country_code,
  squeeze(country_name) as country_name,
  date as year,
  case
    when unit <> '' then value || ' ' || unit
    when value like '%.0' then substr(value, 1, length(value) - 2)
    else value
  end as net_migration
from raw
