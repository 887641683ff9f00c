-- A later total of the same source is smaller than its earlier one: mistyped, or a unit mistaken.
select a.source, a.as_of_date, a.strikes, a.killed, b.as_of_date as later_date, b.strikes as later_strikes, b.killed as later_killed
from strike_totals a
join strike_totals b on b.source = a.source and b.as_of_date > a.as_of_date
where b.strikes < a.strikes or b.vessels < a.vessels or b.killed < a.killed
order by a.source, a.as_of_date, later_date
