-- One row per month and indicator, for the United States.
-- title: Drug overdose deaths in the United States over twelve months
-- column month (month): Month in which the twelve months end.
-- column indicator (text): All drug overdose deaths, or those that involved a drug.
-- column reported (integer, deaths): Deaths reported over the twelve months.
-- column predicted (integer, deaths): The publisher's adjustment for incomplete reporting.
-- column change_from_year_earlier (integer, deaths): reported less the same twelve months a year before; empty in the first year.
-- column predicted_change_from_year_earlier (integer, deaths): The same of predicted.
-- column is_underreported (boolean): The publisher marks the value as underreported because of incomplete data.
-- adds: reported, predicted, change_from_year_earlier, predicted_change_from_year_earlier never
-- note: Sums over twelve months: never add months; compare the same month a year apart.
-- note: The indicators overlap, since one death can involve several drugs: never add them.
-- note: Synthetic opioids other than methadone (T40.4) is mostly fentanyl, but not only.
-- note: Provisional and by place of occurrence; closed years are revised too. Compare reported with reported, predicted with
--   predicted.
-- chart: line of reported by indicator over month where indicator in ('Number of Drug Overdose Deaths',
--   'Synthetic opioids, excl. methadone (T40.4)', 'Psychostimulants with abuse potential (T43.6)', 'Cocaine (T40.5)',
--   'Heroin (T40.1)') marking is_underreported as 'underreported'
--   titled 'Drug overdose deaths reported in the United States, over twelve months each'
-- label: indicator 'Number of Drug Overdose Deaths' as 'All drugs', 'Cocaine (T40.5)' as 'Cocaine', 'Heroin (T40.1)' as 'Heroin',
--   'Synthetic opioids, excl. methadone (T40.4)' as 'Synthetic opioids, without methadone',
--   'Psychostimulants with abuse potential (T43.6)' as 'Psychostimulants with abuse potential'
-- trace reported: reported_deaths from cdc_overdose_deaths where jurisdiction = 'US' and month = :month and indicator =
--   :indicator
-- trace predicted: predicted_deaths from cdc_overdose_deaths where jurisdiction = 'US' and month = :month and indicator
--   = :indicator
-- trace change_from_year_earlier: derived from reported
-- trace predicted_change_from_year_earlier: derived from predicted
-- trace is_underreported: is_underreported from cdc_overdose_deaths where jurisdiction = 'US' and month = :month and
--   indicator = :indicator
with us as (
  select
    month,
    indicator,
    reported_deaths,
    predicted_deaths,
    is_underreported,
    (cast(substr(month, 1, 4) as integer) - 1) || substr(month, 5) as month_year_earlier
  from cdc_overdose_deaths
  where jurisdiction = 'US' and indicator not in ('Number of Deaths', 'Percent with drugs specified')
)
select
  n.month,
  n.indicator,
  n.reported_deaths as reported,
  n.predicted_deaths as predicted,
  n.reported_deaths - b.reported_deaths as change_from_year_earlier,
  n.predicted_deaths - b.predicted_deaths as predicted_change_from_year_earlier,
  n.is_underreported
from us n
left join us b on b.indicator = n.indicator and b.month = n.month_year_earlier
order by n.month, n.indicator
