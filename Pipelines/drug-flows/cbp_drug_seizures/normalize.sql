-- '2026 (FYTD)' becomes 2026 and 'Other Drugs**' becomes 'Other Drugs': labels that change are no revisions.
select
  fiscal_year(FY) as fiscal_year,
  month_of_fiscal_year(FY, "Month (abbv)") as month,
  Component as component,
  Region as region,
  "Land Filter" as land_filter,
  "Area of Responsibility" as area,
  rtrim("Drug Type", '*') as drug,
  "Count of Event" as events,
  milligrams_from_pounds("Sum Qty (lbs)") as quantity_mg
from raw
