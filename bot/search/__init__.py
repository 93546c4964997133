"""Finding it: sentence vectors, text to role, text to duty. Knows nothing of Rasa."""
