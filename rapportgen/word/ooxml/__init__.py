"""A Word file: its XML, and the package of parts, opened with suspicion, cleaned, written in one fixed way."""
