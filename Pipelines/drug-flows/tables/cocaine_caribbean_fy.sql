-- One row per fiscal year.
-- title: Cocaine seized by the San Juan field office and the Ramey sector, as a share of all
-- column fiscal_year (year): U.S. fiscal year, from Oct. 1 of the year before to Sept. 30.
-- column is_partial (boolean): Fewer than twelve months of the fiscal year are published.
-- column all_mg (integer, mg): Cocaine seized by all field offices and Border Patrol sectors.
-- column all_lb (decimal 1, pounds) = 100 * all_mg / 45359237: The same in pounds of 453,592.37 mg.
-- column all_kg (decimal 1, kilograms) = all_mg / 1000000: The same in kilograms.
-- column all_t (decimal 3, metric tons) = all_mg / 1000000000: The same in metric tons of 1,000 kilograms.
-- column caribbean_mg (integer, mg): Cocaine seized by the San Juan field office and the Ramey sector (Puerto Rico and the U.S.
--   Virgin Islands).
-- column caribbean_lb (decimal 1, pounds) = 100 * caribbean_mg / 45359237: The same in pounds of 453,592.37 mg.
-- column caribbean_kg (decimal 1, kilograms) = caribbean_mg / 1000000: The same in kilograms.
-- column caribbean_t (decimal 3, metric tons) = caribbean_mg / 1000000000: The same in metric tons of 1,000 kilograms.
-- column share_pct (decimal 4, percent) = 100 * caribbean_mg / all_mg: caribbean_mg as a share of all_mg.
-- column caribbean_events (integer, events): Seizure events of the two.
-- column months_present (integer, months): Months of the fiscal year that are published.
-- adds: all_mg, caribbean_mg, caribbean_events over time
-- adds: months_present never
-- note: Where cocaine was seized, not the route it took.
-- note when: with digits as ( select 0 as digit union all select 1 union all select 2 union all select 3 union all
--   select 4 union all select 5 union all select 6 union all select 7 union all select 8 union all select 9 ),
--   percents as (select 10 * a.digit + b.digit + 1 as percent from digits a cross join digits b), years as ( select
--   fiscal_year, sum(case when area in ('SAN JUAN FIELD OFFICE', 'RAMEY SECTOR') then quantity_mg else 0 end) as
--   caribbean_mg, sum(quantity_mg) as all_mg from cbp_drug_seizures where drug = 'Cocaine' group by fiscal_year having
--   sum(quantity_mg) > 0 ), shares as ( select y.fiscal_year, sum(case when (2 * p.percent - 1) * y.all_mg <= 200 *
--   y.caribbean_mg then 1 else 0 end) as share_pct from years y cross join percents p group by y.fiscal_year ), bounds
--   as (select min(share_pct) as low_pct, max(share_pct) as high_pct from shares) select b.low_pct, b.high_pct, r.share_text, r.document from bounds b join
--   cocaine_route_reports r on r.publisher = 'DEA' and r.measure = 'share' and r.route = 'Caribbean corridor' where
--   100 * b.low_pct > 2 * r.share_hundredths_pct order by r.reported_on, r.document limit 1 | This share ({low_pct}
--   to {high_pct} percent) looks nothing like the intelligence estimate that {share_text} percent of cocaine leaving
--   South America by sea went through the Caribbean corridor ({document}).
-- note: Seizures at sea by Air and Marine Operations, the Coast Guard and partners are not in this file.
-- chart: bar of share_pct over fiscal_year marking is_partial as 'partial year'
-- trace is_partial: derived from months_present
-- trace all_mg: quantity_mg from cbp_drug_seizures where drug = 'Cocaine' and fiscal_year = :fiscal_year
-- trace caribbean_mg: quantity_mg from cbp_drug_seizures where drug = 'Cocaine' and fiscal_year = :fiscal_year and area
--   in ('SAN JUAN FIELD OFFICE', 'RAMEY SECTOR')
-- trace caribbean_events: events from cbp_drug_seizures where drug = 'Cocaine' and fiscal_year = :fiscal_year and area
--   in ('SAN JUAN FIELD OFFICE', 'RAMEY SECTOR')
-- trace months_present: distinct month from cbp_drug_seizures where fiscal_year = :fiscal_year
with years as (
  select fiscal_year, count(distinct month) as months_present
  from cbp_drug_seizures
  group by fiscal_year
),
cocaine as (
  select
    fiscal_year,
    sum(quantity_mg) as all_mg,
    sum(case when area in ('SAN JUAN FIELD OFFICE', 'RAMEY SECTOR') then quantity_mg else 0 end) as caribbean_mg,
    sum(case when area in ('SAN JUAN FIELD OFFICE', 'RAMEY SECTOR') then events else 0 end) as caribbean_events
  from cbp_drug_seizures
  where drug = 'Cocaine'
  group by fiscal_year
)
select
  c.fiscal_year,
  case when y.months_present < 12 then 1 else 0 end as is_partial,
  c.all_mg,
  c.caribbean_mg,
  c.caribbean_events,
  y.months_present
from cocaine c
join years y on y.fiscal_year = c.fiscal_year
order by c.fiscal_year
