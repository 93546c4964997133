"""Rolewise: answers questions about who does what at work, each with its source."""
