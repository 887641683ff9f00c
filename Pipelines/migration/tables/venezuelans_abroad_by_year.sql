-- One row per year.
-- title: Venezuelans displaced abroad by year
-- column year (year): Year of the stock.
-- column period (text): mid-year or end-year: the day that the stock stands for.
-- column destinations (integer, countries): Countries of asylum that the publisher lists.
-- column refugees (integer, people): Refugees.
-- column asylum_seekers (integer, people): People whose claim is pending.
-- column other_in_need (integer, people): Other people in need of international protection, a category since 2018; 0 also
--   where UNHCR does not collect it.
-- column displaced_abroad (integer, people): The three before together.
-- column others_of_concern_abroad (integer, people): Others of concern outside Venezuela; not part of displaced_abroad.
-- column others_of_concern_inside (integer, people): Others of concern inside Venezuela; not part of displaced_abroad.
-- adds: destinations, refugees, asylum_seekers, other_in_need, displaced_abroad, others_of_concern_abroad,
--   others_of_concern_inside never
-- note: Displaced abroad is refugees, asylum seekers and other people in need of international protection, outside Venezuela.
--   Others of concern are never part of it. "Not collected" adds nothing.
-- note: A stock on a day, not a flow. A mid-year figure is overwritten by the end-year figure in June, in either direction.
-- note: Never add these to the figures of R4V or UN DESA.
-- note: Other people in need exist since 2018, so that the sum jumps there.
-- chart: stacked bar of refugees, asylum_seekers, other_in_need over year
--   marking period = 'mid-year' as 'mid-year stock'
--   titled 'Venezuelans displaced abroad by year (other people in need are counted since 2018)'
-- trace destinations: 1 from unhcr_population where coo_code = 'VEN' and coa_code <> 'VEN' and year = :year
-- trace refugees: coalesce(refugees, 0) from unhcr_population where coo_code = 'VEN' and coa_code <> 'VEN' and year =
--   :year
-- trace asylum_seekers: coalesce(asylum_seekers, 0) from unhcr_population where coo_code = 'VEN' and coa_code <> 'VEN'
--   and year = :year
-- trace other_in_need: coalesce(other_in_need, 0) from unhcr_population where coo_code = 'VEN' and coa_code <> 'VEN'
--   and year = :year
-- trace displaced_abroad: coalesce(refugees, 0) + coalesce(asylum_seekers, 0) + coalesce(other_in_need, 0) from
--   unhcr_population where coo_code = 'VEN' and coa_code <> 'VEN' and year = :year
-- trace others_of_concern_abroad: coalesce(others_of_concern, 0) from unhcr_population where coo_code = 'VEN' and
--   coa_code <> 'VEN' and year = :year
-- trace others_of_concern_inside: coalesce(others_of_concern, 0) from unhcr_population where coo_code = 'VEN' and
--   coa_code = 'VEN' and year = :year
select
  year,
  min(period) as period,
  sum(case when coa_code <> 'VEN' then 1 else 0 end) as destinations,
  sum(case when coa_code <> 'VEN' then coalesce(refugees, 0) else 0 end) as refugees,
  sum(case when coa_code <> 'VEN' then coalesce(asylum_seekers, 0) else 0 end) as asylum_seekers,
  sum(case when coa_code <> 'VEN' then coalesce(other_in_need, 0) else 0 end) as other_in_need,
  sum(case when coa_code <> 'VEN' then coalesce(refugees, 0) + coalesce(asylum_seekers, 0) + coalesce(other_in_need, 0) else 0 end)
    as displaced_abroad,
  sum(case when coa_code <> 'VEN' then coalesce(others_of_concern, 0) else 0 end) as others_of_concern_abroad,
  sum(case when coa_code = 'VEN' then coalesce(others_of_concern, 0) else 0 end) as others_of_concern_inside
from unhcr_population
where coo_code = 'VEN'
group by year
order by year
