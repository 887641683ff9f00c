-- Rows of the same country, year and drug have no number of their own. They get one by what they say, so that it does not depend on the
-- order of the file; rows that say the same are interchangeable.
select
  Year as year,
  Region as region,
  SubRegion as subregion,
  CountryCode as country_code,
  squeeze(Country) as country_name,
  DrugGroup as drug_group,
  Drug as drug,
  coalesce(nullif(SpecificDrugName, ''), 'not specified') as specific_drug,
  row_number() over (
    partition by Year, CountryCode, DrugGroup, Drug, SpecificDrugName
    order by cast(KgEquivalent as integer) desc, KgEquivalent desc, Comment
  ) as part,
  nullif(KgEquivalent, '') as kilograms,
  nullif(Comment, '') as remark,
  _page,
  _record
from raw
