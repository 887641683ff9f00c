-- One row per fiscal year.
-- title: Decisions of the immigration courts on asylum for Venezuelans
-- column fiscal_year (year): U.S. fiscal year, from Oct. 1 of the year before to Sept. 30.
-- column is_partial (boolean): The numbers end before Sept. 30.
-- column through (text): Last day that the numbers cover, as the file writes it; empty for a whole year.
-- column grants (integer, decisions): Asylum granted.
-- column denials (integer, decisions): Asylum denied.
-- column others (integer, decisions): Abandoned, withdrawn, not adjudicated, other relief and the like.
-- column decided (integer, decisions): Grants and denials together.
-- column grants_pct (decimal 4, percent) = 100 * grants / decided: Grants as a share of what was granted or denied.
-- column decisions (integer, decisions): Total of the publisher, with all others; empty where it is suppressed.
-- note: Of the immigration courts, not of the asylum officers of USCIS, who decide on most first applications: never add the two.
-- note: The publisher's own grant rate also counts the others in its denominator, and is lower.
-- note: A grant is a decision years after the entry in most cases: it says nothing of the flow of that year.
-- adds: grants, denials, others, decided, decisions over time
-- chart: stacked bar of grants, denials over fiscal_year marking is_partial as 'part of a year'
-- trace grants: grants from eoir_asylum_decisions where fiscal_year = :fiscal_year and nationality = 'VENEZUELA'
-- trace denials: denials from eoir_asylum_decisions where fiscal_year = :fiscal_year and nationality = 'VENEZUELA'
-- trace others: others from eoir_asylum_decisions where fiscal_year = :fiscal_year and nationality = 'VENEZUELA'
-- trace decisions: decisions from eoir_asylum_decisions where fiscal_year = :fiscal_year and nationality = 'VENEZUELA'
-- trace decided: grants + denials from eoir_asylum_decisions where fiscal_year = :fiscal_year and nationality = 'VENEZUELA'
select
  fiscal_year,
  case when through_text is null or through_text like 'September 30%' then 0 else 1 end as is_partial,
  through_text as through,
  grants,
  denials,
  others,
  grants + denials as decided,
  decisions
from eoir_asylum_decisions
where nationality = 'VENEZUELA'
order by fiscal_year
