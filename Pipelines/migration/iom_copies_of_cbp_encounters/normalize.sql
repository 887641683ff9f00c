-- Empty means "not said".
select
  month,
  region,
  publisher,
  encounters,
  nullif(note, '') as note,
  address,
  reported_on,
  nullif(reported_on_text, '') as reported_on_text
from raw
