"""The build: ontology and data into a checked store and its exports."""
