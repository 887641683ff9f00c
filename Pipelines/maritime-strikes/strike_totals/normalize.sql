-- Empty means "not said".
select
  source,
  as_of_date,
  source_type,
  nullif(strikes, '') as strikes,
  nullif(strikes_text, '') as strikes_text,
  nullif(vessels, '') as vessels,
  nullif(vessels_text, '') as vessels_text,
  nullif(killed, '') as killed,
  nullif(killed_text, '') as killed_text,
  missing_included,
  nullif(missing_basis, '') as missing_basis,
  events_through_date,
  nullif(survivors_text, '') as survivors_text,
  nullif(waters_text, '') as waters_text,
  nullif(note, '') as note,
  address,
  reported_on,
  nullif(reported_on_text, '') as reported_on_text
from raw
