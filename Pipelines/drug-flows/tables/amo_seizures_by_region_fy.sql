-- One row per drug, fiscal year and region with a seizure.
-- title: Drug seizures by Air and Marine Operations by region and fiscal year
-- column drug (text): Drug.
-- column fiscal_year (year): U.S. fiscal year, from Oct. 1 of the year before to Sept. 30.
-- column is_partial (boolean): Fewer than twelve months of the fiscal year are published.
-- column months_present (integer, months): Months of the fiscal year that are published, whatever the drug.
-- column region (text): Region of the branch, wherever the seizure was.
-- column events (integer, events): Seizure events.
-- column quantity_mg (integer, mg): Weight in milligrams.
-- column quantity_lb (decimal 1, pounds) = 100 * quantity_mg / 45359237: The same in pounds of 453,592.37 mg.
-- column quantity_kg (decimal 1, kilograms) = quantity_mg / 1000000: The same in kilograms.
-- column quantity_t (decimal 3, metric tons) = quantity_mg / 1000000000: The same in metric tons of 1,000 kilograms.
-- column share_pct (decimal 4, percent) = 100 * quantity_mg / all_regions_mg: Share of the weight of that drug and fiscal year over all regions.
-- hidden all_regions_mg (integer, mg): Weight of that drug and fiscal year over all regions.
-- adds: events, quantity_mg, months_present never
-- note: Never add this to the seizures of field offices and Border Patrol: the same drugs may stand in both.
-- note: The region is the branch's: it can't tell the Caribbean from the eastern Pacific.
-- note: Published with two decimals of a pound; 0.0 is less than 0.005 lb.
-- note: A combination without a row had no seizure.
-- chart: stacked bar of quantity_mg by region over fiscal_year where drug = 'Cocaine'
--   marking is_partial as 'partial year' titled 'Cocaine seized by Air and Marine Operations, by the branch''s region'
-- trace is_partial: derived from months_present
-- trace months_present: distinct month from cbp_amo_seizures where fiscal_year = :fiscal_year
-- trace events: events from cbp_amo_seizures where drug = :drug and fiscal_year = :fiscal_year and region = :region
-- trace quantity_mg: quantity_mg from cbp_amo_seizures where drug = :drug and fiscal_year = :fiscal_year and region =
--   :region
-- trace all_regions_mg: quantity_mg from cbp_amo_seizures where drug = :drug and fiscal_year = :fiscal_year
with regions as (
  select drug, fiscal_year, region, sum(events) as events, sum(quantity_mg) as quantity_mg
  from cbp_amo_seizures
  group by drug, fiscal_year, region
),
totals as (
  select drug, fiscal_year, sum(quantity_mg) as quantity_mg
  from cbp_amo_seizures
  group by drug, fiscal_year
),
years as (
  select fiscal_year, count(distinct month) as months_present
  from cbp_amo_seizures
  group by fiscal_year
)
select
  r.drug,
  r.fiscal_year,
  case when y.months_present < 12 then 1 else 0 end as is_partial,
  y.months_present,
  r.region,
  r.events,
  r.quantity_mg,
  t.quantity_mg as all_regions_mg
from regions r
join totals t on t.drug = r.drug and t.fiscal_year = r.fiscal_year
join years y on y.fiscal_year = r.fiscal_year
order by r.drug, r.fiscal_year, r.region
