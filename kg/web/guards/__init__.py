"""Guards: what each request has to pass, and what each response carries."""
