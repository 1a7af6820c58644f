"""Middleware: what every request passes on its way to an answer, and every answer on its way back."""
