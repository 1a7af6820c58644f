"""Search: names as one types them."""
