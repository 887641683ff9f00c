-- One row per dataset and edition; of curated datasets only the days on which an earlier row was revised.
-- title: What each edition changed
-- column dataset (text): The dataset.
-- column edition (text): The edition, named by its published date as the publisher gave it.
-- column published (date): The day from which the edition counts. A date known only to the month counts from the month's
--   last day, or from the day on which the bytes were in hand if that is earlier.
-- column rows (integer, rows): Rows of the edition that kept the contract.
-- column rows_first_seen (integer, rows): Rows of partitions for which no earlier edition spoke; neither added nor revised.
-- column rows_added (integer, rows): Rows whose key earlier editions did not have, in partitions that they cover.
-- column rows_removed (integer, rows): Rows of earlier editions that are missing in a partition that this one covers.
-- column rows_revised (integer, rows): Rows with a known key and another value.
-- column largest_revision_column (text): The column of the number that moved most.
-- column largest_revision_key (text): The key of its row.
-- column largest_revision_old (integer): What it was; blank means that it was not said.
-- column largest_revision_new (integer): What it became; blank means that it is no longer said.
-- column largest_revision_difference (integer): By how much it moved, in the unit of its column; a number that was not said
--   counts as 0 here.
-- column origin (text): fetched, added by hand, bundled with Soundings, or curated; several editions may be of the same day.
-- column position (integer): Which of the dataset's editions in this table it is, in the order in which they count.
-- adds: rows, largest_revision_old, largest_revision_new, largest_revision_difference, position never
-- adds: rows_first_seen, rows_added, rows_removed, rows_revised over time
-- note: Relabelling and noise beyond the unit are not revisions: the rows are compared after they are normalized.
-- note: Bundled editions hold only part of what the publisher put out; their counts say what is held here.
-- chart: stacked bar of rows_revised as 'revised', rows_added as 'added', rows_removed as 'removed'
--   over dataset, published (origin, position) titled 'Rows that each edition revised, added or removed'
-- label: dataset 'cbp_amo_seizures' as 'CBP seizures, air and sea', 'cbp_drug_seizures' as 'CBP seizures',
--   'cbp_encounters' as 'CBP encounters', 'cdc_overdose_deaths' as 'CDC overdose deaths',
--   'cocaine_route_reports' as 'Cocaine by route', 'context_facts' as 'Dated facts',
--   'darien_crossings' as 'Darien crossings', 'missing_migrants' as 'Missing migrants',
--   'strike_reports' as 'Strike reports', 'strike_totals' as 'Strike totals', 'unhcr_population' as 'UNHCR population',
--   'unodc_seizures' as 'UNODC seizures', 'us_forces' as 'U.S. forces', 'wikipedia_strikes' as 'Strikes (Wikipedia)',
--   'world_bank_net_migration' as 'World Bank net migration'
select
  dataset,
  edition,
  published,
  rows,
  first_seen as rows_first_seen,
  added as rows_added,
  removed as rows_removed,
  revised as rows_revised,
  largest_column as largest_revision_column,
  largest_key as largest_revision_key,
  largest_old as largest_revision_old,
  largest_new as largest_revision_new,
  case when largest_column is not null then coalesce(largest_new, 0) - coalesce(largest_old, 0) end
    as largest_revision_difference,
  origin,
  row_number() over (partition by dataset order by ordinal) as position
from soundings_editions
where origin <> 'curated' or revised > 0
order by dataset, published, ordinal
