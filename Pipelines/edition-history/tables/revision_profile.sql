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
-- adds: months_after, figures, figures_not_seen, figures_moved never
-- note: A figure counts from the edition in which Soundings first saw it. What the first edition of a dataset already had is
--   left out: nobody watched when it was new.
-- note: A dataset that is not here has no figure that was first seen so long ago; what its editions revised stands in
--   revisions_by_dataset.
-- note: A figure that was first 0 has no percentage and is left out of the two moves.
-- note: 1, 2, 3, 6 and 12 months are 31, 61, 92, 183 and 365 days.
-- chart: bar of figures_moved as 'seen and moved', figures as 'seen', figures_not_seen as 'could not be seen'
--   over dataset, months_after where figures > 0 titled 'New figures by the months since they were first seen'
-- note: The chart shows the datasets and months of which figures were seen. Where none was, there is none: "could not be seen" is no
--   finding that bars should have lengths for.
-- label: dataset 'cbp_amo_seizures' as 'CBP seizures, air and sea', 'cbp_drug_seizures' as 'CBP seizures',
--   'cbp_encounters' as 'CBP encounters', 'cdc_overdose_deaths' as 'CDC overdose deaths',
--   'cocaine_route_reports' as 'Cocaine by route', 'context_facts' as 'Dated facts',
--   'darien_crossings' as 'Darien crossings', 'missing_migrants' as 'Missing migrants',
--   'strike_reports' as 'Strike reports', 'strike_totals' as 'Strike totals', 'unhcr_population' as 'UNHCR population',
--   'unodc_seizures' as 'UNODC seizures', 'us_forces' as 'U.S. forces', 'wikipedia_strikes' as 'Strikes (Wikipedia)',
--   'world_bank_net_migration' as 'World Bank net migration'
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

-- The figures of which the time of the first horizon has come. The ordinals are subtracted so that SQLite goes once along the
-- figures, and not along all of them for each edition.
firsts as (
  select f.dataset, f.figure, f.partition_name, f.is_closed, f.published_days as first_days, f.value as first_value,
    w.newest_days
  from soundings_figures f
  join watched w on w.dataset = f.dataset
  where f.ordinal - w.first_ordinal > 0 and f.published_days + 31 - 15 <= w.newest_days
    and not exists (
      select 1 from soundings_figures o
      where o.dataset = f.dataset and o.figure = f.figure and o.ordinal < f.ordinal and o.published <= f.published
    )
),

-- Figures of one partition that were first seen together are seen again together.
groups as (
  select dataset, partition_name, is_closed, first_days, newest_days, count(*) as figures
  from firsts
  group by dataset, partition_name, is_closed, first_days, newest_days
),

-- Grouped, so that an engine keeps it by partition.
spoken as (
  select dataset, partition_name, published_days, max(ordinal) as ordinal
  from soundings_coverage
  group by dataset, partition_name, published_days
),

-- The last edition near each horizon that speaks for the figures.
seen as (
  select g.dataset, g.partition_name, g.first_days, h.months_after, max(c.ordinal) as ordinal
  from groups g
  join spoken c on c.dataset = g.dataset and c.partition_name = g.partition_name
  join horizons h on c.published_days - g.first_days - h.days between -15 and 15
  where g.is_closed = 0
  group by g.dataset, g.partition_name, g.first_days, h.months_after
),

asked as (
  select g.dataset, g.figures, h.months_after, s.ordinal as seen_ordinal
  from groups g
  cross join horizons h
  left join seen s on s.dataset = g.dataset and s.partition_name = g.partition_name and s.first_days = g.first_days
    and s.months_after = h.months_after and g.is_closed = 0
  where g.first_days + h.days - 15 <= g.newest_days
),

-- The edition up to that one in which the figure had its value.
later as (
  select f.dataset, f.figure, f.first_value, s.months_after, max(n.ordinal) as ordinal
  from firsts f
  join seen s on s.dataset = f.dataset and s.partition_name = f.partition_name and s.first_days = f.first_days
  join soundings_figures n on n.dataset = f.dataset and n.figure = f.figure and n.ordinal <= s.ordinal
  where f.is_closed = 0
  group by f.dataset, f.figure, f.first_value, s.months_after
),

moves as (
  select
    l.dataset, l.months_after, l.figure,
    case when n.value <> l.first_value then 1 else 0 end as has_moved,
    n.move_ppm
  from later l
  join soundings_figures n on n.dataset = l.dataset and n.figure = l.figure and n.ordinal = l.ordinal
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
  select dataset, months_after, sum(case when seen_ordinal is null then figures else 0 end) as figures_not_seen
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
