-- Month Grouping (FYTD or Remaining) changes from edition to edition for the same events, so it is no part of a row.
-- Absent means zero here, and later editions drop the rows that say 0: so they are left out from the start.
-- Anything else that is not a number, a blank as well, goes on to the contract.
select
  fiscal_year("Fiscal Year") as fiscal_year,
  month_of_fiscal_year("Fiscal Year", "Month (abbv)") as month,
  "Land Border Region" as region,
  State as state,
  case Demographic when 'UC / Single Minors' then 'UAC' else Demographic end as demographic,
  Citizenship as citizenship,
  "Title of Authority" as title_of_authority,
  "Encounter Count" as encounters
from raw
where coalesce("Encounter Count", '') <> '0'
