-- A year that was not over when the workbook was published ends with the last month of the workbook.
select
  "Fiscal Year" as fiscal_year,
  Citizenship as citizenship,
  Quantity as encounters,
  case when _published <= "Fiscal Year" || '-09-30' then 1 else 0 end as is_partial
from raw
