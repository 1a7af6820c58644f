"""The model: claims, passages, dates and findings, free of any library's types."""
