"""Measurements side by side with other ways of doing the same; nothing here is part of the bot."""
