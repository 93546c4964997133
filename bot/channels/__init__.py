"""Rasa's channels of ours: the web widget's, and a REST channel that does not obey its callers' commands."""
