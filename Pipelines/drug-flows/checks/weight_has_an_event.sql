-- A weight was seized without an event: columns have probably shifted.
select month, area, drug, events, quantity_mg
from cbp_drug_seizures
where events = 0 and quantity_mg > 0
union all
select month, branch, drug, events, quantity_mg
from cbp_amo_seizures
where events = 0 and quantity_mg > 0
order by 1, 2, 3
