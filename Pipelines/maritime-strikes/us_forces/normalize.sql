-- A quarter that was not compiled is a 0 with nothing behind it: no source, and no sum of all troops either ("NA"). Where there
-- is a source but no sum, the reserve alone is not known.
-- Two numbers share the name Serbia, 345 and 340: with a name of its own for each, a name that changes its number is news.
select
  year,
  month_of_year(year, month) as month,
  region,
  ccode as country_code,
  case when ccode = '340' and countryname = 'Serbia' then 'Serbia (340)' else countryname end as country_name,
  case when source = 'NA' and troops_all = 'NA' then null else troops_ad end as active_duty,
  case when troops_all = 'NA' then null else total_selected_reserve end as selected_reserve,
  case when source = 'NA' and troops_all = 'NA' then null else total_civilian end as civilians,
  nullif(source, 'NA') as counted_in
from raw
