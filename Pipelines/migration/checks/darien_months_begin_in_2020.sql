-- A yearly number beside monthly ones, or a monthly one before 2020: the file writes its periods in another way now.
select year, count(distinct month) as months, count(distinct period) as periods
from darien_crossings
group by year
having count(distinct period) > 1 or (min(period) = 'year' and count(distinct month) > 1)
order by year
