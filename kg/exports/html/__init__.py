"""The explorer: one HTML file that shows a network in space and time, answers questions, and loads nothing."""
