"""How an answer is said: the one place that words, and the document that every channel draws."""
