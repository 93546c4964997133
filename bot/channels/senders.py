"""What visitors of the web widget are called."""

# Rasa's sender ids of that channel: this, and a conversation's 128 random bits in hexadecimal.
SENDER = "web-"
