-- One month of one area weighs more than 500 tonnes of a drug: a decimal point was lost.
select month, area, drug, quantity_mg
from cbp_drug_seizures
where quantity_mg > 500000000000
union all
select month, branch, drug, quantity_mg
from cbp_amo_seizures
where quantity_mg > 500000000000
order by 1, 2, 3
