-- A sum over twelve months of deaths in the United States is unlike those of the months beside it, with which it shares eleven months.
-- In all editions one of a thousand deaths or more lay within 1.7% of the mean of its neighbors (methadone, 2020-03), and within 8%
-- of the month before it.
with series as (
  select jurisdiction, indicator, period, month, year * 12 + cast(substr(month, 6, 2) as integer) as nth, reported_deaths, predicted_deaths
  from cdc_overdose_deaths
  where jurisdiction = 'US' and indicator <> 'Percent with drugs specified'
),
neighbors as (
  select b.jurisdiction, b.indicator, b.period, b.month, b.reported_deaths, b.predicted_deaths,
    a.reported_deaths as reported_before, c.reported_deaths as reported_after,
    a.predicted_deaths as predicted_before, c.predicted_deaths as predicted_after
  from series b
  left join series a
    on a.jurisdiction = b.jurisdiction and a.indicator = b.indicator and a.period = b.period and a.nth = b.nth - 1
  left join series c
    on c.jurisdiction = b.jurisdiction and c.indicator = b.indicator and c.period = b.period and c.nth = b.nth + 1
)
select jurisdiction, month, indicator, reported_deaths, reported_before, reported_after, predicted_deaths, predicted_before, predicted_after
from neighbors
where (reported_deaths >= 1000 and (
    10 * abs(2 * reported_deaths - reported_before - reported_after) > reported_deaths
    or 100 * abs(reported_deaths - reported_before) > 15 * reported_deaths))
  or (predicted_deaths >= 1000 and (
    10 * abs(2 * predicted_deaths - predicted_before - predicted_after) > predicted_deaths
    or 100 * abs(predicted_deaths - predicted_before) > 15 * predicted_deaths))
order by jurisdiction, month, indicator
