-- An incident's rows have no number of their own. They get one by what they say, so that it does not depend on the order of the file;
-- rows that say the same are interchangeable.
select
  substr(reported_date, 1, 4) as year,
  reported_date as date,
  web_id as incident,
  row_number() over (
    partition by web_id
    order by
      reported_date, country_of_incident, region, migration_route, cast(total_dead_and_missing as integer) desc,
      number_dead, number_missing, number_of_survivors
  ) as part,
  region,
  coalesce(nullif(migration_route, ''), 'not stated') as route,
  country_of_incident as country,
  nullif(number_dead, '') as dead,
  nullif(number_missing, '') as missing,
  total_dead_and_missing as dead_and_missing,
  nullif(nullif(number_of_survivors, ''), '-1') as survivors,
  _page,
  _record
from raw
