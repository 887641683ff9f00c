-- Where no part of a row is suppressed, its parts do not add up to its total.
select fiscal_year, nationality
from eoir_asylum_decisions
where grants + denials + others + coalesce(administrative_closures, 0) <> decisions
order by fiscal_year, nationality
