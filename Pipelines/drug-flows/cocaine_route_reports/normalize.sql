-- Empty means "not said".
select
  document,
  measure,
  data_year_text,
  route,
  nullif(data_year, '') as data_year,
  publisher,
  nullif(page, '') as page,
  nullif(share_text, '') as share_text,
  nullif(share_hundredths_pct, '') as share_hundredths_pct,
  nullif(quantity_text, '') as quantity_text,
  nullif(quantity_kg, '') as quantity_kg,
  denominator,
  evidence,
  nullif(note, '') as note,
  address,
  reported_on,
  nullif(reported_on_text, '') as reported_on_text
from raw
