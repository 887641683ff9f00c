-- More than five million people net in one year: another indicator, or another unit.
select year, net_migration
from world_bank_net_migration
where net_migration > 5000000 or net_migration < -5000000
order by year
