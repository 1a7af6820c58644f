"""Files whose columns are reconciled: read as they are, and written with more columns and nothing else changed."""
