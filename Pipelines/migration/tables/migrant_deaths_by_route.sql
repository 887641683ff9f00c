-- One row per year and route of the Americas.
-- title: Migrants dead and missing on routes of the Americas
-- column year (year): Year in which the incidents were reported.
-- column route (text): Migration route, by the Missing Migrants Project.
-- column incidents (integer, incidents): Incidents that were reported.
-- column dead (integer, people): People found dead; empty where no incident states a number.
-- column missing (integer, people): People missing and presumed dead; empty where no incident states a number.
-- column dead_and_missing (integer, people): The two together.
-- column last_reported (date): Day of the newest incident on the route; a year that is not over is partial.
-- adds: incidents, dead, missing, dead_and_missing over time and places
-- note: Context to the article's "flow of Venezuelan migrants into the U.S.": what the way costs, of all nationalities. It neither
--   backs nor contradicts a figure.
-- note: A minimum: what is not reported is not in it. Never compute a risk from it and the crossings.
-- note: The rows do not say whose nationality the dead had.
-- chart: stacked bar of dead, missing over route where year is newest
--   titled 'Migrants dead and missing on routes of the Americas, newest year, as far as reported'
-- trace incidents: distinct incident from missing_migrants where year = :year and route = :route
-- trace dead: dead from missing_migrants where year = :year and route = :route
-- trace missing: missing from missing_migrants where year = :year and route = :route
-- trace dead_and_missing: dead_and_missing from missing_migrants where year = :year and route = :route
select
  year,
  route,
  count(distinct incident) as incidents,
  sum(dead) as dead,
  sum(missing) as missing,
  sum(dead_and_missing) as dead_and_missing,
  max(date) as last_reported
from missing_migrants
where route in ('Darien', 'US-Mexico border crossing', 'Caribbean to US', 'Caribbean to Central America',
  'Dominican Republic to Puerto Rico', 'Haiti to Dominican Republic')
group by year, route
order by year, route
