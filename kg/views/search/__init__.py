"""Search: names as somebody types them, beginnings, slips and other scripts included."""
