-- One row per quarter and place, a country or the whole region.
-- title: U.S. active-duty personnel stationed in Latin America and the Caribbean
-- column month (month): Month at whose end the personnel were counted.
-- column place (text): Country or territory, or "All of the region".
-- column is_total (boolean): The row is the sum of all others of its quarter.
-- column active_duty (integer, people): Active-duty personnel stationed there; empty where the quarter was not compiled.
-- column selected_reserve (integer, people): Members of the selected reserve there.
-- column civilians (integer, people): Civilian employees there.
-- column places_named (integer, places): Places that a publication of the quarter names: 0 or 1 in a country's row; a place that none
--   names is counted as 0.
-- adds: active_duty, selected_reserve, civilians, places_named never
-- note: A negative control of the article's "about 15,000 troops in the region", which it neither backs nor contradicts: people are
--   counted where they are stationed, so troops on ships and units that are sent for a time do not show here.
-- note: "All of the region" is the sum of the other rows: never add it to them.
-- note: Latin America and the Caribbean as the compilers divide the world, without Puerto Rico and the U.S. Virgin Islands.
-- note: Active duty only: the selected reserve and civilians are not part of it.
-- note when: with quarters as ( select month, sum(active_duty) as people from us_forces where region = 'Latin America & Caribbean'
--   group by month having sum(active_duty) > 0 ), doubled as ( select q.month, q.people, b.people as before_people from quarters q
--   join quarters b on b.month = substr(q.month, 1, 4) || '-03' where substr(q.month, 6) = '06' and 2 * q.people > 3 *
--   b.people ) select d.month, d.people, d.before_people, n.months from doubled d cross join (select max(month) as newest,
--   count(*) as months from doubled) n where d.month = n.newest | In some quarters the compilation seems to count everybody twice
--   (quarters where June has more than one and a half times the people of March: {months}); the newest is {month}, with {people}
--   people after {before_people}.
-- chart: dot of active_duty by place over month where place in ('All of the region', 'Cuba', 'Honduras', 'Trinidad and Tobago')
--   titled 'U.S. active-duty personnel stationed in Latin America and the Caribbean'
-- trace active_duty: active_duty from us_forces where region = 'Latin America & Caribbean' and month = :month and
--   (country_name = :place or :place = 'All of the region')
-- trace selected_reserve: selected_reserve from us_forces where region = 'Latin America & Caribbean' and month = :month and
--   (country_name = :place or :place = 'All of the region')
-- trace civilians: civilians from us_forces where region = 'Latin America & Caribbean' and month = :month and
--   (country_name = :place or :place = 'All of the region')
-- trace places_named: case when counted_in is null then 0 else 1 end from us_forces where region = 'Latin America &
--   Caribbean' and month = :month and (country_name = :place or :place = 'All of the region')
with places as (
  select
    month,
    country_name as place,
    0 as is_total,
    active_duty,
    selected_reserve,
    civilians,
    case when counted_in is null then 0 else 1 end as places_named
  from us_forces
  where region = 'Latin America & Caribbean'
),
everywhere as (
  select
    month,
    'All of the region' as place,
    1 as is_total,
    sum(active_duty) as active_duty,
    sum(selected_reserve) as selected_reserve,
    sum(civilians) as civilians,
    sum(places_named) as places_named
  from places
  group by month
)
select month, place, is_total, active_duty, selected_reserve, civilians, places_named from everywhere
union all
select month, place, is_total, active_duty, selected_reserve, civilians, places_named from places
order by month, is_total desc, place
