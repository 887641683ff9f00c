-- A cell of digits is an integer. Digits with a sign (">1", "3+", "2–3") are no exact number: the text stays, the integer is
-- empty, and at_least has the lower bound. Any other text goes on to the contract. Notes and references are not read; they
-- stay in the snapshot.
with cells as (
  select
    plain_date(squeeze(date)) as event_date,
    case squeeze(location)
      when 'Caribbean' then 'caribbean'
      when 'Caribbean – Venezuela' then 'caribbean'
      when 'Pacific' then 'eastern_pacific'
      when 'Eastern Pacific' then 'eastern_pacific'
      when 'Pacific and Caribbean' then 'both'
      when 'Caribbean and Pacific' then 'both'
      else squeeze(location)
    end as waters,
    first_number(squeeze(strike_no)) as strike_first,
    last_number(squeeze(strike_no)) as strike_last,
    nullif(squeeze(vessels), '') as vessels,
    nullif(squeeze(killed), '') as killed_text,
    nullif(squeeze(captured), '') as captured_text,
    nullif(squeeze(missing), '') as missing_text,
    squeeze(date) as date_text,
    plain_date(nullif(squeeze(sort_value), '')) as sort_date,
    squeeze(location) as location_text,
    _page,
    _record
  from raw
)
select
  event_date,
  waters,
  row_number() over (partition by event_date, waters order by cast(strike_first as integer), _record) as n,
  strike_first,
  strike_last,
  case
    when strike_first glob '*[^0-9]*' or strike_last glob '*[^0-9]*' then strike_first
    else cast(strike_last as integer) - cast(strike_first as integer) + 1
  end as strikes,
  vessels,
  exact_number(killed_text) as killed,
  killed_text,
  at_least(killed_text) as killed_at_least,
  exact_number(captured_text) as captured,
  captured_text,
  at_least(captured_text) as captured_at_least,
  exact_number(missing_text) as missing,
  missing_text,
  at_least(missing_text) as missing_at_least,
  date_text,
  sort_date,
  case when sort_date <> event_date then 1 when sort_date = event_date then 0 end as sort_value_disagrees,
  location_text,
  _page,
  _record
from cells
