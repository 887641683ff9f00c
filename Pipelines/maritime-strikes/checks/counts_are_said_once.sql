-- A count stands both as a number and as a text that is no number: one of the two is wrong.
select strike as what, source, reported_on
from strike_reports
where (strikes is not null and strikes_text is not null) or (vessels is not null and vessels_text is not null)
  or (killed is not null and killed_text is not null)
union all
select as_of_date, source, reported_on
from strike_totals
where (strikes is not null and strikes_text is not null) or (vessels is not null and vessels_text is not null)
  or (killed is not null and killed_text is not null)
order by 1, 2, 3
