-- A year has mid-year and end-year figures side by side: they come from two editions and must not be added.
select year, count(distinct period) as periods
from unhcr_population
group by year
having count(distinct period) > 1
order by year
