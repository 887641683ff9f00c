-- Encounters under Title 42 before March 2020 or after May 2023, when it was not in force: months have shifted.
select month, state, citizenship, encounters
from cbp_encounters
where title_of_authority = 'Title 42' and (month < '2020-03' or month > '2023-05')
order by month, state, citizenship, encounters
