-- The file writes a year's number as that of its January; months begin in 2020.
select
  substr(t, 1, 4) as year,
  case when t glob '????-??-01' then substr(t, 1, 7) else t end as month,
  case when t < '2020' then 'year' else 'month' end as period,
  nat as nationality,
  n as crossings
from raw
