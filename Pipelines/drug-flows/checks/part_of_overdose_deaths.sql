-- More deaths that involved a drug than drug overdose deaths, or more of these than deaths of all causes.
select part.jurisdiction, part.month, part.indicator, part.reported_deaths, whole.reported_deaths as out_of
from cdc_overdose_deaths part
join cdc_overdose_deaths whole
  on whole.jurisdiction = part.jurisdiction and whole.month = part.month and whole.period = part.period
  and whole.indicator = case when part.indicator = 'Number of Drug Overdose Deaths' then 'Number of Deaths' else 'Number of Drug Overdose Deaths' end
where part.indicator not in ('Number of Deaths', 'Percent with drugs specified')
  and part.reported_deaths > whole.reported_deaths
order by part.jurisdiction, part.month, part.indicator
