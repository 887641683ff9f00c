-- The states and New York City add up to far more overdose deaths than the United States: somebody is counted twice.
with states as (
  select month, period, sum(reported_deaths) as reported_deaths
  from cdc_overdose_deaths
  where indicator = 'Number of Drug Overdose Deaths' and jurisdiction <> 'US'
  group by month, period
)
select u.month, u.reported_deaths as us, s.reported_deaths as states
from cdc_overdose_deaths u
join states s on s.month = u.month and s.period = u.period
where u.jurisdiction = 'US' and u.indicator = 'Number of Drug Overdose Deaths' and 100 * s.reported_deaths > 105 * u.reported_deaths
order by u.month
