-- One row per published cell (month, component, region, land filter, area, drug) that weighs more than a tenth of its drug and fiscal year.
-- title: Single cells that make a year
-- column drug (text): Drug.
-- column fiscal_year (year): U.S. fiscal year, from Oct. 1 of the year before to Sept. 30.
-- column is_partial (boolean): Fewer than twelve months of the fiscal year are published, so that cells weigh more than they will.
-- column month (month): Month of the seizure.
-- column component (text): Who seized.
-- column region (text): Region of the area.
-- column land_filter (text): CBP's own mark for land borders.
-- column area (text): Field office or Border Patrol sector.
-- column events (integer, events): Seizure events in the cell; 1 means that a single seizure did it.
-- column quantity_mg (integer, mg): Weight in the cell.
-- column quantity_lb (decimal 1, pounds) = 100 * quantity_mg / 45359237: The same in pounds of 453,592.37 mg.
-- column quantity_kg (decimal 1, kilograms) = quantity_mg / 1000000: The same in kilograms.
-- column quantity_t (decimal 3, metric tons) = quantity_mg / 1000000000: The same in metric tons of 1,000 kilograms.
-- column share_pct (decimal 4, percent) = 100 * quantity_mg / all_mg: Share of the weight of that drug and fiscal year.
-- hidden all_mg (integer, mg): Weight of that drug and fiscal year.
-- adds: events, quantity_mg never
-- note: A trend that rests on one of these cells is no trend.
-- note: Field offices and Border Patrol only, all drugs.
-- chart: bar of share_pct over drug, area, month (land_filter, component, region) marking is_partial as 'partial year'
--   titled 'Single cells that weigh more than a tenth of their drug and fiscal year'
-- trace events: events from cbp_drug_seizures where drug = :drug and month = :month and component = :component and
--   region = :region and land_filter = :land_filter and area = :area
-- trace quantity_mg: quantity_mg from cbp_drug_seizures where drug = :drug and month = :month and component =
--   :component and region = :region and land_filter = :land_filter and area = :area
-- trace all_mg: quantity_mg from cbp_drug_seizures where drug = :drug and fiscal_year = :fiscal_year
with years as (
  select fiscal_year, count(distinct month) as months_present
  from cbp_drug_seizures
  group by fiscal_year
),
totals as (
  select drug, fiscal_year, sum(quantity_mg) as quantity_mg
  from cbp_drug_seizures
  group by drug, fiscal_year
)
select
  s.drug,
  s.fiscal_year,
  case when y.months_present < 12 then 1 else 0 end as is_partial,
  s.month,
  s.component,
  s.region,
  s.land_filter,
  s.area,
  s.events,
  s.quantity_mg,
  t.quantity_mg as all_mg
from cbp_drug_seizures s
join totals t on t.drug = s.drug and t.fiscal_year = s.fiscal_year
join years y on y.fiscal_year = s.fiscal_year
where 10 * s.quantity_mg > t.quantity_mg
order by s.drug, s.fiscal_year, s.month, s.component, s.region, s.land_filter, s.area
