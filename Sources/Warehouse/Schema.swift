import GRDB

/// The engine's own tables. Their names begin with an underscore, which no dataset's or table's name can, and which hides them
/// in Datasette; the datasets themselves are views under their own names.
enum Schema {
  /// Written to `PRAGMA user_version`; a warehouse with a higher number is from a newer Soundings and is left alone.
  static let version = 1

  static let statements = """
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
      published text not null,
      through text,
      origin text not null,
      fetched_at text not null,
      state text not null check (state in ('loaded', 'held', 'repeated')),
      held_because text,
      records integer not null,
      rows integer not null,
      first_seen integer not null,
      added integer not null,
      removed integer not null,
      revised integer not null,
      quarantined integer not null,
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
      primary key (dataset, ordinal, partition)
    ) without rowid;

    create table _quarantine (
      dataset text not null,
      ordinal integer not null,
      page integer not null,
      record integer not null,
      column_name text,
      value text,
      reason text not null
    );
    create index _quarantine_by_edition on _quarantine (dataset, ordinal);

    create table _runs (
      run text not null,
      command text not null,
      pipeline text not null,
      started_at text not null,
      finished_at text not null,
      outcome text not null,
      problem text,
      primary key (run, pipeline)
    ) without rowid;

    create table _run_datasets (
      run text not null,
      dataset text not null,
      outcome text not null,
      note text,
      at text not null,
      primary key (dataset, run)
    ) without rowid;
    """

  static func historyTable(_ dataset: String) -> String { "_history_" + dataset }
}
