"""Documents: their passages, their texts, their bibliography."""
