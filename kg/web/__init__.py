"""The site: a built graph on the web, for people and for machines; it reads, and changes nothing."""
