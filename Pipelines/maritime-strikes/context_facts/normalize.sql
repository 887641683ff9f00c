-- Empty means "not said".
select
  fact,
  item,
  source,
  value_text,
  nullif(value_integer, '') as value_integer,
  nullif(unit, '') as unit,
  nullif(value_date, '') as value_date,
  status,
  nullif(note, '') as note,
  address,
  reported_on,
  nullif(reported_on_text, '') as reported_on_text
from raw
