select
  fiscal_year("Fiscal Year") as fiscal_year,
  "Month Grouping" as month_grouping,
  month_of_fiscal_year("Fiscal Year", "Month (abbv)") as month,
  "Component" as component,
  "Land Border Region" as region,
  "Area of Responsibility" as area,
  "AOR (Abbv)" as area_code,
  "Demographic" as demographic,
  "Citizenship" as citizenship,
  "Title of Authority" as authority,
  "Encounter Type" as encounter_type,
  "Encounter Count" as encounters,
  milligrams_from_pounds("Sum Qty (lbs)") as quantity_mg
from raw
