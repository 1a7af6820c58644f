"""The network page: one HTML file that draws a network, answers where each line comes from, and loads nothing."""
