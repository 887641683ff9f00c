-- The routes of one document, year and denominator add up to more than the whole: a share was mistyped or routes overlap.
select document, data_year_text, denominator, sum(share_hundredths_pct) as hundredths_pct
from cocaine_route_reports
where measure = 'share'
group by document, data_year_text, denominator
having sum(share_hundredths_pct) > 10000
order by document, data_year_text, denominator
