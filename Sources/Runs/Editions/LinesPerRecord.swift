import Formats
import Manifest
import Model

extension Project {
  /// The most lines that a quoted field of the dataset's CSV files may span where `read.lines_per_record` does not say: as
  /// many as the sample in the dataset's folder shows, 1 where it shows no line end in a field.
  ///
  /// Editions that were loaded before cannot show more: each of them had to keep to the same number. So it depends on
  /// the dataset's folder alone, and a rebuild holds the same editions as a run.
  func linesPerRecord(_ dataset: DatasetManifest) -> Int {
    guard dataset.readings.contains(where: { $0.format == .csv && $0.linesPerRecord == nil }),
      let path = SampleCheck.samplePath(dataset), path != dataset.folder + "/curated.csv"
    else { return 1 }
    return Formats.mostLinesInField(path: path, readings: dataset.readings)
  }
}
