-- Each pair of shores once, by name. The Paria peninsula, which GSHHG has as a part of the mainland, is a shore of its own here;
-- against the mainland that it is cut from it would be at no distance.
with shore as materialized (
  select name, geometry, name as part_of, _page as page, _record as record from raw
),
shores as materialized (
  select * from shore
  union all
  select 'Paria peninsula', clipped(geometry, -64, 10.3, -61, 11.5), name, page, record
  from shore where name = 'South America mainland'
),
pair as materialized (
  select
    a.name as from_shore,
    b.name as to_shore,
    nearest_points(a.geometry, b.geometry) as nearest,
    a.page as page,
    a.record as record
  from shores a
  join shores b on a.name < b.name and a.part_of <> b.part_of
)
select
  from_shore,
  to_shore,
  nearest ->> 'meters' as distance_m,
  nearest ->> 'from' as from_point,
  nearest ->> 'to' as to_point,
  page as _page,
  record as _record
from pair
-- What is bundled are the stretches of shore that lie this near to another: only so are their distances those of the whole shores.
where nearest ->> 'meters' <= 20000
