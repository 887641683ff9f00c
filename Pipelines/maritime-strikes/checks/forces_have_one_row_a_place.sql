-- Two rows of one quarter and region have the same name: a table that names places would add them up without a word.
select month, country_name, count(*) as places
from us_forces
where region = 'Latin America & Caribbean'
group by month, country_name
having count(*) > 1
order by month, country_name
