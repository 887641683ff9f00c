-- One row per pair of shores, one of Trinidad and Tobago and one of Venezuela, that come within 20 km of each other.
-- title: How near the shores of Trinidad and Tobago come to Venezuela
-- column shore (text): Shore of Trinidad and Tobago.
-- column venezuelan_shore (text): Shore of Venezuela.
-- column distance_m (integer, meters): Shortest distance between the two shores.
-- column distance_miles (decimal 2, miles) = 1000 * distance_m / 1609344: The same in statute miles of 1,609.344 meters.
-- column point (text): Where the shore of Trinidad and Tobago is nearest: latitude, longitude in degrees.
-- column venezuelan_point (text): Where the shore of Venezuela is nearest: latitude, longitude in degrees.
-- adds: distance_m never
-- note: Between outlines of the shores, on the ellipsoid of WGS 84. An exercise on land or at sea is farther from Venezuela, or nearer to
--   its waters, than any of these.
-- note: Trinidad is the main island. The Paria peninsula is part of the mainland; where it has the nearest point, it has the same distance.
-- note: "By position" is a name that the compilers of the excerpt gave to a shore without one: a rock or an islet may be another than the one
--   that is meant.
-- chart: dot of distance_miles by venezuelan_shore over shore
--   titled 'Miles from the shores of Trinidad and Tobago to those of Venezuela'
-- trace distance_m: distance_m from coast_distances where (from_shore = :shore and to_shore = :venezuelan_shore)
--   or (from_shore = :venezuelan_shore and to_shore = :shore)
with pairs as (
  select from_shore as shore, to_shore as other_shore, distance_m, from_point as point, to_point as other_point from coast_distances
  union all
  select to_shore as shore, from_shore as other_shore, distance_m, to_point as point, from_point as other_point from coast_distances
)
select shore, other_shore as venezuelan_shore, distance_m, point, other_point as venezuelan_point
from pairs
where other_shore in ('South America mainland', 'Paria peninsula', 'Isla de Patos (by position)')
  and shore not in ('South America mainland', 'Paria peninsula', 'Isla de Patos (by position)')
order by distance_m, shore, other_shore
