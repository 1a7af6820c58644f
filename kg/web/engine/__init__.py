"""Workers: queries run in processes that can be ended."""
