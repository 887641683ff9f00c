-- A strike number is missing or counted twice: each row must begin with the number after the last one before it.
with numbered as (
  select
    strike_first,
    strike_last,
    event_date,
    coalesce(lag(strike_last) over (order by strike_first, strike_last), 0) as last_before
  from wikipedia_strikes
)
select strike_first, strike_last, event_date, last_before
from numbered
where strike_first <> last_before + 1
order by strike_first
