-- One row per fiscal year and citizenship.
-- title: Made-up encounters by fiscal year and citizenship
-- column fiscal_year (year): The fiscal year.
-- column citizenship (text): The citizenship.
-- column encounters (integer, encounters): Encounters.
-- column quantity_mg (integer, mg): Weight.
select fiscal_year, citizenship, sum(encounters) as encounters, sum(quantity_mg) as quantity_mg
from cbp_shaped
group by fiscal_year, citizenship
order by fiscal_year, citizenship
