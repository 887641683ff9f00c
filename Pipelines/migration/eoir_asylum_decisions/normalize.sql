-- The file of September 2021 prints five rows twice, the same to the letter. Rows that differ stay, and hold the edition.
-- Only the reading of fiscal year 2018 has the closures.
select
  substr(period, 1, 4) as fiscal_year,
  Nationality as nationality,
  Grants2 as grants,
  Denials as denials,
  Other3 as others,
  "Admin Closure4" as administrative_closures,
  Total as decisions,
  case when period like '%(through %' then substr(period, 15, length(period) - 15) end as through_text,
  generated as generated_text,
  _page,
  _record
from (
  select *, row_number() over (
    partition by Nationality, Grants2, Denials, Other3, "Admin Closure4", Total, period, generated order by _page, _record
  ) as n
  from raw
)
where n = 1
