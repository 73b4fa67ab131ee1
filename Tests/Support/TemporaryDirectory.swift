/// Fixtures and temporary folders.
