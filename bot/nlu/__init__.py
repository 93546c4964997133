"""Rasa graph components over bot.search; config.yml puts them in their order."""
