-- The dead and the missing of a row are not what the project gives as both together.
select incident, part, dead, missing, dead_and_missing
from missing_migrants
where coalesce(dead, 0) + coalesce(missing, 0) <> dead_and_missing
order by incident, part
