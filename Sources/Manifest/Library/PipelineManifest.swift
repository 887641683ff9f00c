/// A subject: a folder of datasets, tables and checks that run together on one schedule.
package struct PipelineManifest: Sendable {
  package var name: String
  package var folder: String
  package var title: String
  package var description: String
  package var datasets: [DatasetManifest]
  package var tables: [TableManifest]
  package var checks: [CheckManifest]

  package init(
    name: String, folder: String, title: String, description: String, datasets: [DatasetManifest],
    tables: [TableManifest], checks: [CheckManifest]
  ) {
    self.name = name
    self.folder = folder
    self.title = title
    self.description = description
    self.datasets = datasets
    self.tables = tables
    self.checks = checks
  }
}
