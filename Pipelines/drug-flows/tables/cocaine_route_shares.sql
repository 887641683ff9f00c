-- One row per document, data year and route for which the document gives a share.
-- title: Shares of cocaine by route, as documents state them
-- column document (text): Document that states the share.
-- column data_year (year): Year that the share describes; empty where it is a span, not stated or a fiscal year.
-- column route (text): Route or place, in the document's division.
-- column share_pct (decimal 4, percent) = share_hundredths_pct / 100: The share; empty where the document gives a range or a bound.
-- column denominator (text): What it is a share of.
-- column evidence (text): verified, secondary, unverified, restated, or party to the dispute.
-- column share_text (text): The share as the document gives it.
-- column data_year_text (text): The year or years as the document gives them.
-- column publisher (text): Who published the document.
-- column page (text): Page or figure.
-- column reported_on (date): Day of publication, or the last day of the month or year that is known.
-- column note (text): What to know about the row.
-- column address (text): Where it was read.
-- hidden share_hundredths_pct (integer, hundredths of a percent): The share as it is kept.
-- note: Compare shares of the same denominator only: departures from South America by sea, U.S.-bound cocaine, global supply and
--   global production are four different things.
-- note: No published data series carries these shares; each one is a sentence or a figure in a document.
-- chart: dot of share_pct over route, denominator
--   where document = '2020 National Drug Threat Assessment (DEA-DCT-DIR-008-21)'
--   marking evidence = 'unverified' as 'unverified'
--   titled 'Shares by route in 2019 that are attributed to a DEA document, each with what it is a share of'
-- trace share_hundredths_pct: share_hundredths_pct from cocaine_route_reports where measure = 'share' and document =
--   :document and data_year_text = :data_year_text and route = :route
select
  document,
  data_year,
  route,
  denominator,
  evidence,
  share_text,
  data_year_text,
  publisher,
  page,
  reported_on,
  note,
  address,
  share_hundredths_pct
from cocaine_route_reports
where measure = 'share'
order by document, data_year_text, route
