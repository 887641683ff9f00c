-- One row per dataset and number of months after a figure was first seen.
-- title: How much a figure usually moves after it is first published
-- column dataset (text): The dataset.
-- column months_after (integer, months): Months after the edition that first had the figure.
-- column figures (integer, figures): Figures (the dataset's manifest says what they are) that were seen then: an edition of
--   15 days before or after that time speaks for them.
-- column figures_not_seen (integer, figures): Figures of which that time has come, and nobody can say whether they had
--   moved: no edition near it speaks for them, or they were first seen when their period was closed already, its provisional
--   months included.
-- column figures_moved (integer, figures): Of the figures that were seen, the ones that had another value then.
-- column median_move_pct (decimal 4, percent) = median_move_ppm / 10000: The middle move, up or down, in percent of the first value; figures that did
--   not move count with 0. Of an even number the lower of the two in the middle. Blank where none was seen.
-- column largest_move_pct (decimal 4, percent) = largest_move_ppm / 10000: The largest move, up or down, in percent of the first value.
-- hidden median_move_ppm (integer, parts per million): The middle move.
-- hidden largest_move_ppm (integer, parts per million): The largest move.
-- note: A figure counts from the edition in which Soundings first saw it. What the first edition of a dataset already had is
--   left out: nobody watched when it was new.
-- note: A dataset that is not here has no figure that was first seen so long ago; what its editions revised stands in
--   revisions_by_dataset.
-- note: A figure that was first 0 has no percentage and is left out of the two moves.
-- note: 1, 2, 3, 6 and 12 months are 31, 61, 92, 183 and 365 days.
-- chart: bar of figures_moved as 'seen and moved', figures as 'seen', figures_not_seen as 'could not be seen'
--   over dataset, months_after titled 'New figures by the months since they were first seen'
with horizons as (
  select 1 as months_after, 31 as days
  union all select 2, 61
  union all select 3, 92
  union all select 6, 183
  union all select 12, 365
),

watched as (
  select dataset, min(ordinal) as first_ordinal, max(published_days) as newest_days
  from soundings_editions
  where origin <> 'curated'
  group by dataset
),

numbered as (
  select
    f.dataset, f.figure, f.partition_name, f.is_closed, f.ordinal, f.published_days, f.value, f.move_ppm,
    row_number() over (partition by f.dataset, f.figure order by f.ordinal) as position
  from soundings_figures f
),

firsts as (
  select n.dataset, n.figure, n.partition_name, n.published_days as first_days, n.value as first_value, n.is_closed,
    w.newest_days
  from numbered n
  join watched w on w.dataset = n.dataset
  where n.position = 1 and n.ordinal > w.first_ordinal
),

-- The last edition near each horizon that speaks for the figures.
seen as (
  select f.dataset, f.partition_name, f.first_days, h.months_after, max(c.ordinal) as ordinal
  from (select distinct dataset, partition_name, first_days from firsts where is_closed = 0) f
  join soundings_coverage c on c.dataset = f.dataset and c.partition_name = f.partition_name
  join horizons h on c.published_days between f.first_days + h.days - 15 and f.first_days + h.days + 15
  group by f.dataset, f.partition_name, f.first_days, h.months_after
),

asked as (
  select f.dataset, f.figure, f.first_value, h.months_after, s.ordinal as seen_ordinal
  from firsts f
  cross join horizons h
  left join seen s on s.dataset = f.dataset and s.partition_name = f.partition_name and s.first_days = f.first_days
    and s.months_after = h.months_after and f.is_closed = 0
  where f.first_days + h.days - 15 <= f.newest_days
),

later as (
  select
    a.dataset, a.figure, a.months_after, a.first_value, n.value as later_value, n.move_ppm,
    row_number() over (partition by a.dataset, a.figure, a.months_after order by n.ordinal desc) as position
  from asked a
  join numbered n on n.dataset = a.dataset and n.figure = a.figure and n.ordinal <= a.seen_ordinal
),

moves as (
  select
    dataset, months_after, figure,
    case when later_value <> first_value then 1 else 0 end as has_moved,
    move_ppm
  from later
  where position = 1
),

ranked as (
  select
    dataset, months_after, has_moved, move_ppm,
    row_number() over (
      partition by dataset, months_after, case when move_ppm is null then 1 else 0 end order by move_ppm, figure
    ) as place,
    count(move_ppm) over (partition by dataset, months_after) as moves_known
  from moves
),

profiles as (
  select
    dataset, months_after,
    count(*) as figures,
    sum(has_moved) as figures_moved,
    max(case when 2 * place between moves_known and moves_known + 1 then move_ppm end) as median_move_ppm,
    max(move_ppm) as largest_move_ppm
  from ranked
  group by dataset, months_after
),

counts as (
  select dataset, months_after, sum(case when seen_ordinal is null then 1 else 0 end) as figures_not_seen
  from asked
  group by dataset, months_after
)

select
  c.dataset,
  c.months_after,
  coalesce(p.figures, 0) as figures,
  c.figures_not_seen,
  coalesce(p.figures_moved, 0) as figures_moved,
  p.median_move_ppm,
  p.largest_move_ppm
from counts c
left join profiles p on p.dataset = c.dataset and p.months_after = c.months_after
order by c.dataset, c.months_after
