/// Writes reports.
