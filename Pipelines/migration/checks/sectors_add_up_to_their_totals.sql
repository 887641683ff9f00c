-- The sectors of a row do not add up to its totals: a cell was read in another column, or a blank one is no zero.
select fiscal_year, citizenship
from usbp_apprehensions_by_citizenship
where big_bend + del_rio + el_centro + el_paso + laredo + rio_grande_valley + san_diego + tucson + yuma <> southwest_border
  or blaine + buffalo + detroit + grand_forks + houlton + havre + spokane + swanton <> northern_border
  or miami + new_orleans + ramey <> coastal_border
  or southwest_border + northern_border + coastal_border <> nationwide
order by fiscal_year, citizenship
