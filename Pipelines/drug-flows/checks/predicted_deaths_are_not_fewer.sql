-- The publisher's adjustment for deaths that are reported late takes away more than one in 200: the columns were probably exchanged.
select jurisdiction, month, indicator, reported_deaths, predicted_deaths
from cdc_overdose_deaths
where 200 * (reported_deaths - predicted_deaths) > reported_deaths
order by month, jurisdiction, indicator
