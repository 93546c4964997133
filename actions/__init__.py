"""What the bot does once a question is understood: finds the answer, and says it in the words of domain.yml."""
