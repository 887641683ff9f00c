-- One row per year that is estimated.
-- title: Net migration of Venezuela, modeled
-- column year (year): Calendar year.
-- column net_migration (integer, people): Immigrants less emigrants over the year; negative where more left.
-- column is_modelled (boolean): Always 1: a product of the UN population prospects, not a count.
-- adds: net_migration never
-- note: The whole series may change with a new edition of the model; recent years are projections.
-- note: A net flow; it can't be compared with encounters (events) or with the displaced abroad (a stock).
-- chart: bar of net_migration over year marking is_modelled as 'modeled' titled 'Net migration of Venezuela'
-- trace net_migration: net_migration from world_bank_net_migration where year = :year
select
  year,
  net_migration,
  1 as is_modelled
from world_bank_net_migration
where net_migration is not null
order by year
