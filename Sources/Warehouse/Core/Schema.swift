import GRDB
import Model

/// The engine's own tables. Their names begin with an underscore, which no dataset's or table's name can, and which hides them
/// in Datasette; the datasets themselves are views under their own names.
enum Schema {
  /// Written to `PRAGMA user_version`; a warehouse with another number was made by another version of Soundings: an
  /// older one is rebuilt from the archive, a newer one is refused.
  static let version = 11

  static let statements = """
    create table _settings (
      name text primary key,
      value text not null
    ) without rowid;

    create table _datasets (
      dataset text primary key,
      pipeline text not null,
      fingerprint text not null
    ) without rowid;

    create table _editions (
      dataset text not null,
      ordinal integer not null,
      identity text not null,
      edition text not null,
      -- The day from which as-of counts it; the publisher's date, perhaps only a month.
      published text not null,
      dated text not null,
      through text,
      origin text not null,
      fetched_at text not null,
      state text not null check (state in ('loaded', 'held', 'repeated')),
      hold_reason text,
      held_because text,
      accepted_because text,
      accepted_at text,
      records integer not null,
      rows integer not null,
      first_seen integer not null,
      added integer not null,
      removed integer not null,
      revised integer not null,
      quarantined integer not null,
      largest_column text,
      largest_key text,
      largest_old integer,
      largest_new integer,
      primary key (dataset, ordinal)
    ) without rowid;

    create table _snapshots (
      dataset text not null,
      ordinal integer not null,
      page integer not null,
      file text not null,
      sha256 text not null,
      bytes integer not null,
      url text not null,
      primary key (dataset, ordinal, page)
    ) without rowid;

    create table _coverage (
      dataset text not null,
      ordinal integer not null,
      partition text not null,
      rows integer not null,
      -- The sums of the measured columns, with blanks between, and the last day of the partition's period.
      sums text not null,
      ends text,
      primary key (dataset, ordinal, partition)
    ) without rowid;

    create table _figures (
      dataset text not null,
      figure text not null,
      ordinal integer not null,
      partition text not null,
      -- 1 where the partition's period had ended, its provisional months too, before the edition was published.
      is_closed integer not null,
      value integer not null,
      primary key (dataset, figure, ordinal)
    ) without rowid;

    create table _quarantine (
      dataset text not null,
      ordinal integer not null,
      page integer not null,
      record integer not null,
      column_name text,
      value text,
      reason text not null,
      -- What could be read of it: a JSON object of the columns that keep their contract.
      cells text not null
    );
    create index _quarantine_by_edition on _quarantine (dataset, ordinal);

    create table _marks (
      dataset text not null,
      ordinal integer not null,
      number integer not null,
      kind text not null,
      records integer not null,
      text text not null,
      primary key (dataset, ordinal, number)
    ) without rowid;

    -- The cells whose value is ours, by the record that they came from.
    create table _corrections (
      dataset text not null,
      ordinal integer not null,
      page integer not null,
      record integer not null,
      column_name text not null,
      wrong_value,
      right_value,
      reason text not null,
      link text not null,
      primary key (dataset, ordinal, page, record, column_name)
    ) without rowid;

    create table _runs (
      run integer not null,
      kind text not null check (kind in ('run', 'add', 'backfill', 'rebuild', 'accept', 'withdraw', 'retry')),
      targets text not null,
      pipeline text not null,
      started_at text not null,
      finished_at text not null,
      outcome text not null,
      problem text,
      changed integer,
      primary key (run, pipeline)
    ) without rowid;

    create table _run_datasets (
      run integer not null,
      dataset text not null,
      outcome text not null,
      note text not null,
      problem text,
      at text not null,
      primary key (dataset, run)
    ) without rowid;
    """

  /// What the runs changed, and the ledger of verdicts; the archive cannot restore these.
  static let ledgerStatements = """
    create table _verdicts (
      number integer primary key,
      article text not null,
      figure text not null,
      run integer,
      at text not null,
      verdict text not null,
      value text,
      value_now text
    );
    create index _verdicts_by_article on _verdicts (article, number);

    create table _run_changes (
      run integer not null,
      dataset text not null,
      is_first integer not null,
      is_reread integer not null,
      is_comparable integer not null,
      rows_before integer not null,
      rows_after integer not null,
      added integer not null,
      removed integer not null,
      revised integer not null,
      quarantined_before integer not null,
      quarantined_after integer not null,
      period_column text,
      measure text,
      first_seen integer not null default 0,
      primary key (dataset, run)
    ) without rowid;

    create table _run_editions (
      run integer not null,
      dataset text not null,
      number integer not null,
      edition text not null,
      origin text not null,
      arrival text not null check (arrival in ('new', 'late', 'gone')),
      state text not null,
      held_because text,
      primary key (dataset, run, number)
    ) without rowid;

    create table _run_periods (
      run integer not null,
      dataset text not null,
      period text not null,
      rows_before integer not null,
      rows_after integer not null,
      added integer not null,
      removed integer not null,
      revised integer not null,
      old integer,
      new integer,
      first_seen integer not null default 0,
      primary key (dataset, run, period)
    ) without rowid;

    create table _run_tables (
      run integer not null,
      pipeline text not null,
      table_name text not null,
      datasets text not null,
      rows_before integer not null,
      rows_after integer not null,
      added_rows integer not null,
      removed_rows integer not null,
      changed_cells integer not null,
      primary key (run, pipeline, table_name)
    ) without rowid;

    create table _run_cells (
      run integer not null,
      pipeline text not null,
      table_name text not null,
      number integer not null,
      kind text not null check (kind in ('added', 'removed', 'revised')),
      row_key text not null,
      column_name text not null,
      unit text,
      old,
      new,
      weight integer not null,
      primary key (run, pipeline, table_name, number)
    ) without rowid;
    """

  /// What was made of the rest, and can be made of it again at any time: the rows of SELECTs, and the files of exports. Nothing
  /// rests on it. A warehouse made by an older Soundings of the same version has these tables from its next run on.
  static let derivedStatements = """
    create table if not exists _remembered (
      basis text primary key,
      -- When it was needed last, counted in times that something was stored.
      used integer not null,
      -- 1 where it is known not to depend on the order in which SQLite reads.
      is_steady integer not null,
      rows blob not null
    );

    -- How often the history of a dataset was read again: its rows may be others while all facts of the ledger are the same.
    create table if not exists _readings (
      dataset text primary key,
      number integer not null
    ) without rowid;

    create table if not exists _made_files (
      part text not null,
      file text not null,
      basis text not null,
      state text not null,
      primary key (part, file)
    ) without rowid;
    """
  static let derivedTables = ["_remembered", "_readings", "_made_files"]

  /// The tables of the run ledger that record what each run changed.
  static let changeTables = ["_run_changes", "_run_editions", "_run_periods", "_run_tables", "_run_cells"]

  /// What tables may select from besides the datasets: the editions themselves, and how their figures moved.
  static let relations = relationTitles.map(\.name)
  static let relationTitles = [
    (name: "soundings_editions", title: "The editions of all datasets, and what each changed"),
    (name: "soundings_figures", title: "How the datasets' figures moved from edition to edition"),
    (name: "soundings_coverage", title: "Which partitions the editions of all datasets cover"),
  ]

  /// The definition of a relation, restricted to what was published by a day (`YYYY-MM-DD`; nil: all).
  static func relation(_ name: String, asOf day: String?) -> String {
    let limit = day.map { " and e.published <= '\($0)'" } ?? ""
    switch name {
    case "soundings_editions":
      return """
        select e.dataset, e.ordinal, e.edition, e.published,
          cast(julianday(e.published) - 2451544.5 as integer) as published_days, e.origin, e.rows, e.first_seen, e.added, e.removed,
          e.revised, e.quarantined, e.largest_column, e.largest_key, e.largest_old, e.largest_new
        from main._editions e where e.\(isLoaded)\(limit)
        """
    case "soundings_coverage":
      return """
        select c.dataset, c.partition as partition_name, c.ordinal,
          cast(julianday(e.published) - 2451544.5 as integer) as published_days
        from main._coverage c
        join main._editions e on e.dataset = c.dataset and e.ordinal = c.ordinal
        where e.\(isLoaded)\(limit)
        """
    default:
      // Days are counted from 2000-01-01, so that a table can add days without a function of one SQL engine only. The move is
      // divided here, so that a table can order by it without dividing; parts per million are ten-thousandths of a percent.
      return """
        select f.dataset, f.figure, f.partition as partition_name, f.is_closed, f.ordinal, e.published,
          cast(julianday(e.published) - 2451544.5 as integer) as published_days, f.value,
          (select case when o.value <> 0 then (2000000 * abs(f.value - o.value) + abs(o.value)) / (2 * abs(o.value)) end
            from main._figures o
            join main._editions d on d.dataset = o.dataset and d.ordinal = o.ordinal
            where o.dataset = f.dataset and o.figure = f.figure and d.\(isLoaded)
            order by o.ordinal
            limit 1) as move_ppm
        from main._figures f
        join main._editions e on e.dataset = f.dataset and e.ordinal = f.ordinal
        where e.\(isLoaded)\(limit)
        """
    }
  }

  /// The tables with one or more rows for each edition of a dataset.
  static let editionTables = [
    "_editions", "_snapshots", "_coverage", "_quarantine", "_marks", "_corrections", "_figures",
  ]

  /// The condition that an edition is in use for what it covers.
  static let isLoaded = "state = '\(EditionState.loaded.rawValue)'"

  static func historyTable(_ dataset: String) -> String { "_history_" + dataset }
}
