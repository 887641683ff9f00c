-- Counts and the one percentage stand in the same published column; here they part. Percentages become parts per million:
-- editions differ in the digits behind that. SODA writes 99.5 where the bulk file writes 99.5+: one label, kept as 99.5+.
select
  state as jurisdiction,
  state_name as jurisdiction_name,
  year,
  month_of_year(year, month) as month,
  period,
  indicator,
  case when indicator <> 'Percent with drugs specified' then plain_integer(nullif(data_value, '')) end as reported_deaths,
  plain_integer(nullif(predicted_value, '')) as predicted_deaths,
  case
    when indicator <> 'Percent with drugs specified' or data_value = '' then null
    when data_value glob '*[^0-9.]*' or data_value glob '*.*.*' then data_value
    else cast(round(cast(data_value as real) * 10000) as integer)
  end as drugs_specified_ppm,
  case
    when coalesce(data_value, '') <> '' then null
    when footnote like '%suppressed%' and footnote like '%low data quality%' then 'suppressed and low data quality'
    when footnote like '%suppressed%' then 'suppressed'
    when footnote like '%low data quality%' then 'low data quality'
  end as not_shown_because,
  case when footnote like '%underreported%' then 1 else 0 end as is_underreported,
  case percent_complete when '99.5' then '99.5+' else nullif(percent_complete, '') end as percent_complete,
  case
    when percent_pending_investigation = '' then null
    when percent_pending_investigation glob '*[^0-9.]*' or percent_pending_investigation glob '*.*.*' then percent_pending_investigation
    else cast(round(cast(percent_pending_investigation as real) * 10000) as integer)
  end as pending_ppm
from raw
