-- A month lies outside of its fiscal year: the calendar of October to September was misread.
select distinct fiscal_year, month
from cbp_amo_seizures
where month < (fiscal_year - 1) || '-10' or month > fiscal_year || '-09'
order by fiscal_year, month
