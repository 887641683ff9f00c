-- A row counts more strikes than three for each vessel, or more than twenty killed on one vessel: cells have probably shifted.
select event_date, waters, n, strikes, vessels, killed
from wikipedia_strikes
where strikes > 3 * vessels or killed > 20 * vessels or missing > 20 * vessels
order by event_date, waters, n
