-- The regions of a fiscal year don't sum to all encounters of its months: a month is counted in two years, or in none.
with by_year as (
  select fiscal_year, sum(encounters) as encounters
  from cbp_encounters
  where region in ('Northern Land Border', 'Other', 'Southwest Land Border')
  group by fiscal_year
),
by_month as (
  select
    cast(substr(month, 1, 4) as integer) + case when substr(month, 6, 2) >= '10' then 1 else 0 end as fiscal_year,
    sum(encounters) as encounters
  from cbp_encounters
  group by cast(substr(month, 1, 4) as integer) + case when substr(month, 6, 2) >= '10' then 1 else 0 end
)
select m.fiscal_year, m.encounters as by_month, y.encounters as by_region
from by_month m
left join by_year y on y.fiscal_year = m.fiscal_year
where y.encounters is null or y.encounters <> m.encounters
order by m.fiscal_year
