-- The citizenships of a fiscal year do not add up to its line of all: rows are missing, or were read twice. An excerpt has two rows a year.
select
  fiscal_year,
  sum(case when citizenship = 'TOTAL' then 0 else nationwide end) as citizenships,
  sum(case when citizenship = 'TOTAL' then nationwide else 0 end) as total
from usbp_apprehensions_by_citizenship
group by fiscal_year
having count(*) > 2
  and sum(case when citizenship = 'TOTAL' then 0 else nationwide end) <> sum(case when citizenship = 'TOTAL' then nationwide else 0 end)
order by fiscal_year
