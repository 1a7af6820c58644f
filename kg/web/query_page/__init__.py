"""The query page: an editor, the named questions, results in four forms."""
