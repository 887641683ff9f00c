-- One row per dataset and number of months after a figure was first seen.
-- title: How much a figure usually moves after it is first published
-- column dataset (text): The dataset.
-- column months_after (integer, months): Months after the edition that first had the figure.
-- column figures (integer, figures): Figures (the dataset's manifest says what they are) that were watched that long: an
--   edition at least that much later still speaks for them.
-- column figures_moved (integer, figures): Of these, the ones that had another value by then.
-- column median_move_pct (decimal 4, percent): The middle move, up or down, in percent of the first value; figures that did
--   not move count with 0. Of an even number the lower of the two in the middle.
-- column largest_move_pct (decimal 4, percent): The largest move, up or down, in percent of the first value.
-- note: A figure counts from the edition in which Soundings first saw it. What the first edition of a dataset already had is
--   left out: nobody watched when it was new.
-- note: A dataset that is not here has no figure that was watched since it was new; what its editions revised stands in
--   revisions_by_dataset.
-- note: A figure that was first 0 has no percentage and is left out of the two moves.
-- note: 1, 2, 3, 6 and 12 months are 31, 61, 92, 183 and 365 days.
-- chart: line of largest_move_pct by dataset over months_after
--   titled 'Largest move of a figure by the months since it was first seen, where one was watched that long'
with horizons as (
  select 1 as months_after, 31 as days
  union all select 2, 61
  union all select 3, 92
  union all select 6, 183
  union all select 12, 365
),

watched as (
  select dataset, min(ordinal) as first_ordinal
  from soundings_editions
  where origin <> 'curated'
  group by dataset
),

numbered as (
  select
    f.dataset, f.figure, f.ordinal, f.published_days, f.last_covered_days, f.value,
    row_number() over (partition by f.dataset, f.figure order by f.ordinal) as position
  from soundings_figures f
  join watched w on w.dataset = f.dataset
),

firsts as (
  select n.dataset, n.figure, n.published_days as first_days, n.value as first_value,
    n.last_covered_days
  from numbered n
  join watched w on w.dataset = n.dataset
  where n.position = 1 and n.ordinal > w.first_ordinal
),

later as (
  select
    f.dataset, f.figure, h.months_after, f.first_value, n.value as later_value,
    row_number() over (partition by f.dataset, f.figure, h.months_after order by n.ordinal desc) as position
  from firsts f
  join horizons h on f.first_days + h.days <= f.last_covered_days
  join numbered n on n.dataset = f.dataset and n.figure = f.figure and n.published_days <= f.first_days + h.days
),

moves as (
  select
    dataset, months_after, figure,
    case when later_value <> first_value then 1 else 0 end as has_moved,
    case when first_value <> 0
      then (2000000 * abs(later_value - first_value) + abs(first_value)) / (2 * abs(first_value)) end as move
  from later
  where position = 1
),

ranked as (
  select
    dataset, months_after, has_moved, move,
    row_number() over (partition by dataset, months_after, case when move is null then 1 else 0 end order by move, figure)
      as place,
    count(move) over (partition by dataset, months_after) as moves_known
  from moves
)

select
  dataset,
  months_after,
  count(*) as figures,
  sum(has_moved) as figures_moved,
  max(case when move is not null and place = (moves_known + 1) / 2 then move end) / 10000.0 as median_move_pct,
  max(move) / 10000.0 as largest_move_pct
from ranked
group by dataset, months_after
order by dataset, months_after
